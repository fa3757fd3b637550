import { useInfiniteQuery } from "@tanstack/react-query";
import { Select } from "@/components/ui/input";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { itemLevelsQuery } from "../api";
import { MOVEMENT_KINDS } from "../types";
import type { LedgerPlace } from "./level-explanation";

interface Props {
  sku: string;
  place: LedgerPlace;
  onChange: (place: LedgerPlace) => void;
}

/** Which place and which kind of line. */
export function LedgerFilter({ sku, place, onChange }: Props) {
  const { t } = useI18n();
  const { data } = useInfiniteQuery(itemLevelsQuery(sku));
  const levels = rowsOf(data);
  const choose = (patch: Partial<LedgerPlace>) => onChange({ ...place, line: null, ...patch });
  return (
    <div className="sticky top-0 z-10 flex gap-2 border-b border-line bg-raised px-5 py-2">
      {levels.length > 1 && (
        <Select
          dense
          aria-label={t.ledger.place}
          value={place.level_id ?? ""}
          onChange={({ target }) => choose({ level_id: Number(target.value) || null })}
          className="max-w-48"
        >
          <option value="">{t.ledger.everywhere}</option>
          {levels.map((level) => (
            <option key={level.id} value={level.id}>
              {level.location_name}
            </option>
          ))}
        </Select>
      )}
      <Select
        dense
        aria-label={t.ledger.kind}
        value={place.kind ?? ""}
        onChange={({ target }) =>
          choose({ kind: MOVEMENT_KINDS.find((kind) => kind === target.value) ?? null })
        }
        className="max-w-48"
      >
        <option value="">{t.ledger.anyKind}</option>
        {MOVEMENT_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t.stock.kinds[kind]}
          </option>
        ))}
      </Select>
    </div>
  );
}

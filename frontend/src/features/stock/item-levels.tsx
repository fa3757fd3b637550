import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight, Plus } from "lucide-react";
import { useId, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { InfoLabel } from "@/components/ui/info-label";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { useCan } from "@/lib/session/session";
import { AdjustCell } from "./adjust/adjust-cell";
import { itemLevelsQuery } from "./api";
import { ItemTrend } from "./item-trend";
import { LevelExplanation, type LedgerPlace } from "./ledger/level-explanation";
import { Available, StatusBadge } from "./level-row";
import { ReorderPoint } from "./reorder-point";
import type { Level } from "./types";

const CELL = "py-2 pl-2 text-right first:pl-0 first:text-left";
/** So few places explain themselves without a click. */
const OPENED_MAX = 2;
const WIDE_CELL = `${CELL} max-sm:hidden`;

function Head() {
  const { t } = useI18n();
  return (
    <thead className="text-xs whitespace-nowrap text-ink-3">
      <tr className="border-b border-line [&>th]:font-medium">
        <th className={CELL}>{t.stock.location}</th>
        <th className={CELL}>
          <InfoLabel text={t.stock.available} hint={t.stock.availableHint} />
        </th>
        <th className={CELL}>
          <InfoLabel text={t.stock.onHand} hint={t.stock.onHandHint} />
        </th>
        <th className={WIDE_CELL}>
          <InfoLabel text={t.stock.reserved} hint={t.stock.reservedHint} />
        </th>
        <th className={CELL}>
          <InfoLabel text={t.stock.reorderPoint} hint={t.stock.reorderHint} />
        </th>
        <th className={CELL}>
          <span className="sr-only">{t.stock.movement.action}</span>
        </th>
      </tr>
    </thead>
  );
}

interface PlaceProps {
  level: Level;
  /** Its figures are explained from the start. */
  opened: boolean;
  onRecord: (level: Level) => void;
  onLines: (place: LedgerPlace) => void;
}

function Place({ level, opened, onRecord, onLines }: PlaceProps) {
  const { t, format } = useI18n();
  const canWrite = useCan("stock:write");
  const [open, setOpen] = useState(opened);
  const explanationId = useId();
  return (
    <tbody className="border-b border-line last:border-0">
      <tr>
        <td className={CELL}>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={explanationId}
            aria-label={t.ledger.explain(level.location_name)}
            onClick={() => setOpen(!open)}
            className="-ml-1 flex items-start gap-1 rounded-sm px-1 text-left font-medium hover:text-accent-text"
          >
            <ChevronRight
              className={cx(
                "mt-0.75 size-3.5 shrink-0 text-ink-3 transition-transform duration-100",
                open && "rotate-90",
              )}
              aria-hidden="true"
            />
            {level.location_name}
          </button>
          <span className="ml-4.5">
            <StatusBadge status={level.status} />
          </span>
        </td>
        <td className={CELL}>
          <Available level={level} className="-mr-1.5 text-md" />
        </td>
        <td className={`${CELL} text-ink-2`}>
          <AdjustCell level={level} place="drawer" className="-mr-1.5" />
        </td>
        <td className={`${WIDE_CELL} nums text-ink-2`}>{format.number(level.reserved)}</td>
        <td className={CELL}>
          <ReorderPoint level={level} />
        </td>
        <td className={`${CELL} w-9`}>
          {canWrite && (
            <IconButton label={t.stock.movement.action} onClick={() => onRecord(level)}>
              <Plus className="size-4" aria-hidden="true" />
            </IconButton>
          )}
        </td>
      </tr>
      <tr id={explanationId} hidden={!open}>
        <td colSpan={6} className="pb-3">
          {open && <LevelExplanation level={level} onLines={onLines} />}
        </td>
      </tr>
    </tbody>
  );
}

interface Props {
  sku: string;
  onRecord: (level: Level) => void;
  onLines: (place: LedgerPlace) => void;
}

/** Where this item lies, and how it got there lately. */
export function ItemLevels({ sku, onRecord, onLines }: Props) {
  const { t } = useI18n();
  const query = useInfiniteQuery(itemLevelsQuery(sku));
  const levels = rowsOf(query.data);
  if (query.isPending) return <SkeletonRows count={4} className="px-5 py-3" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (levels.length === 0) return <p className="px-5 py-8 text-ink-3">{t.stock.noLevels}</p>;
  return (
    <div className="px-5 py-3">
      <table className="w-full text-sm">
        <Head />
        {levels.map((level) => (
          <Place
            key={level.id}
            level={level}
            opened={levels.length <= OPENED_MAX}
            onRecord={onRecord}
            onLines={onLines}
          />
        ))}
      </table>
      <ItemTrend sku={sku} onHand={levels.reduce((sum, level) => sum + level.on_hand, 0)} />
    </div>
  );
}

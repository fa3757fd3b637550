import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useDebounced } from "@/lib/dom/debounced";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { itemLevelsQuery } from "./api";
import { readQuantity, type MovementValues } from "./movement-schema";
import { signedDelta } from "./status";

/** "Available here 12 → 9", before anything is sent. */
export function MovementPreview({ values }: { values: MovementValues }) {
  const { t, format } = useI18n();
  const sku = useDebounced(values.sku.trim(), 200);
  const { data } = useInfiniteQuery({ ...itemLevelsQuery(sku), enabled: sku.length > 0 });
  const levels = rowsOf(data);
  const level = levels.find((each) => each.location === values.location);
  const isNewHere = levels.length > 0 && values.location !== "";
  const before = level?.available ?? (isNewHere ? 0 : null);
  const quantity = readQuantity(values.quantity);
  const after = before === null ? null : before + signedDelta(values.kind, quantity ?? 0);
  const short = after !== null && after < 0;
  return (
    <div
      aria-live="polite"
      className="flex h-9 items-center gap-2 rounded-md bg-sunken px-3 text-sm text-ink-3"
    >
      <span className="mr-auto">
        {short ? t.stock.movement.notEnough : t.stock.movement.preview}
      </span>
      <span className="nums">{before === null ? t.common.none : format.number(before)}</span>
      {after !== null && after !== before && (
        <>
          <ArrowRight className="size-3.5" aria-hidden="true" />
          <span className={short ? "nums font-semibold text-out" : "nums font-semibold text-ink"}>
            {format.number(after)}
          </span>
        </>
      )}
    </div>
  );
}

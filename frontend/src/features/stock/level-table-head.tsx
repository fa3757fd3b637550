import { InfoLabel } from "@/components/ui/info-label";
import { SortHead } from "@/components/ui/sort-head";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { setFilters, useLevelFilters } from "./filters";

/** The columns, once for the head and once for every row. Narrow panes leave columns out. */
export const COLUMNS = cx(
  "grid items-center gap-x-3 px-4",
  "grid-cols-[6rem_minmax(8rem,1fr)_8rem_5rem_4.5rem_6.5rem]",
  "@3xl:grid-cols-[6rem_minmax(8rem,1fr)_8.5rem_5rem_4.5rem_5rem_5.5rem_6.5rem]",
  "@min-[62rem]:grid-cols-[6rem_minmax(8rem,1fr)_8rem_5rem_4.5rem_4.5rem_5rem_5.5rem_6.5rem]",
  "@6xl:grid-cols-[7rem_minmax(8rem,1fr)_10rem_5.5rem_5rem_5rem_5rem_6rem_6.5rem_6rem]",
);
export const WIDE = "hidden @3xl:block";
export const WIDER = "hidden @min-[62rem]:block";
export const WIDEST = "hidden @6xl:block";

type SortKey = "sku" | "name" | "location" | "available" | "on_hand" | "updated_at";

interface SortableProps {
  by: SortKey;
  label: string;
  align?: "right";
  className?: string;
}

function Sortable({ by, label, align, className }: SortableProps) {
  const { t } = useI18n();
  const { sort } = useLevelFilters();
  const descending = sort === `-${by}`;
  const direction = sort === by ? "ascending" : descending ? "descending" : "none";
  return (
    <div role="columnheader" aria-sort={direction} className={cx(align && "text-right", className)}>
      <SortHead
        label={label}
        describe={t.stock.sortBy(label)}
        direction={direction}
        {...(align ? { align } : {})}
        onSort={() => setFilters({ sort: sort === by ? `-${by}` : by })}
      />
    </div>
  );
}

function Explained({ label, hint, className }: { label: string; hint: string; className: string }) {
  return (
    <div role="columnheader" className={cx("text-right", className)}>
      <InfoLabel text={label} hint={hint} />
    </div>
  );
}

export function LevelTableHead() {
  const { t } = useI18n();
  return (
    <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
      <div role="row" className={cx(COLUMNS, "h-9 text-xs font-medium text-ink-3")}>
        <Sortable by="sku" label={t.stock.sku} />
        <Sortable by="name" label={t.stock.item} />
        <Sortable by="location" label={t.stock.location} />
        <Sortable by="available" label={t.stock.available} align="right" />
        <Sortable by="on_hand" label={t.stock.onHand} align="right" />
        <Explained label={t.stock.reserved} hint={t.stock.reservedHint} className={WIDER} />
        <Explained label={t.stock.reorderPoint} hint={t.stock.reorderHint} className={WIDE} />
        <div role="columnheader" className={cx("text-right", WIDE)}>
          {t.stock.price}
        </div>
        <div role="columnheader" className="pl-3">
          {t.stock.status}
        </div>
        <Sortable by="updated_at" label={t.stock.updated} align="right" className={WIDEST} />
      </div>
    </div>
  );
}

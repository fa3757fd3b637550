import { cx } from "@/lib/dom/cx";
import { useIsNarrow } from "@/lib/dom/media";
import { useVirtualRows } from "@/lib/dom/virtual-rows";
import { useI18n } from "@/lib/i18n/provider";
import type { Rows } from "@/lib/query/pages";
import { COLUMNS, RowCard, TableRow, WIDE } from "./bulk-row";
import type { BulkRow } from "./types";

const ROW_HEIGHT = 48;
const CARD_HEIGHT = 76;

interface Props {
  rows: Rows<BulkRow>;
  currency: string;
  isComplete: boolean;
  isBusy: boolean;
  onNearEnd: () => void;
  onOpen: (sku: string) => void;
}

function Head() {
  const { t } = useI18n();
  const words = t.repricing.rows;
  const right = "text-right";
  return (
    <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
      <div role="row" className={cx(COLUMNS, "h-9 text-xs font-medium text-ink-3")}>
        <div role="columnheader">{words.item}</div>
        <div role="columnheader" className={cx(right, WIDE)}>
          {words.units}
        </div>
        <div role="columnheader" className={right}>
          {words.old}
        </div>
        <div role="columnheader" className={right}>
          {words.new}
        </div>
        <div role="columnheader" className={right}>
          {words.change}
        </div>
        <div role="columnheader" className={cx(right, WIDE)}>
          {words.margin}
        </div>
        <div role="columnheader" className="pl-2">
          {words.rules}
        </div>
      </div>
    </div>
  );
}

/** Only the rows in view exist, however many prices the change has. */
export function RowTable({ rows, currency, isComplete, isBusy, onNearEnd, onOpen }: Props) {
  const { t } = useI18n();
  const narrow = useIsNarrow();
  const height = narrow ? CARD_HEIGHT : ROW_HEIGHT;
  const {
    pane,
    rows: virtualizer,
    virtual: shown,
  } = useVirtualRows({ count: rows.length, height, overscan: 10, onNearEnd });
  const Shape = narrow ? RowCard : TableRow;
  return (
    <div
      ref={pane}
      tabIndex={0}
      aria-label={t.repricing.rows.title}
      className="@container focus-inset max-h-[70dvh] overflow-y-auto rounded-b-lg"
    >
      <div
        role="table"
        aria-label={t.repricing.rows.title}
        aria-rowcount={isComplete ? rows.length + 1 : -1}
        aria-busy={isBusy}
        className={cx("transition-opacity duration-150", isBusy && "opacity-55")}
      >
        {!narrow && <Head />}
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const row = rows.at(index);
            return (
              row && (
                <div
                  key={row.ordinal}
                  role="presentation"
                  className="absolute inset-x-0"
                  style={{ transform: `translateY(${String(start)}px)` }}
                >
                  <Shape row={row} currency={currency} onOpen={onOpen} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

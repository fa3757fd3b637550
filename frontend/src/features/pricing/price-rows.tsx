import type { KeyboardEvent } from "react";
import { cx } from "@/lib/dom/cx";
import { useIsNarrow } from "@/lib/dom/media";
import { useVirtualRows } from "@/lib/dom/virtual-rows";
import { useI18n } from "@/lib/i18n/provider";
import { NewRows } from "@/components/ui/new-rows";
import type { HeldPages } from "@/lib/live/held-pages";
import type { Rows } from "@/lib/query/pages";
import { PriceCard, PriceTableRow } from "./price-row";
import { PriceTableHead } from "./price-table-head";
import type { OpenPrice, PriceRow } from "./types";

const ROW_HEIGHT = 44;
const CARD_HEIGHT = 60;
const STEPS: Partial<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 15,
  PageUp: -15,
};

export interface PriceRowsProps {
  prices: Rows<PriceRow>;
  held: Pick<HeldPages<PriceRow>, "waiting" | "release" | "attach">;
  complete: boolean;
  /** The rows of other filters, until the answer to the new ones is here. */
  busy: boolean;
  onNearEnd: () => void;
  selected: { sku: string | null; list: string; currency: string | null };
  onOpen: OpenPrice;
}

function isAt(price: PriceRow, { sku, list, currency }: PriceRowsProps["selected"]): boolean {
  if (price.sku !== sku || price.price_list !== list) return false;
  return currency === null || price.currency === currency;
}

/** Only the rows in view exist. Arrow keys walk through them, Enter opens. */
export function PriceRows({
  prices,
  held,
  complete,
  busy,
  onNearEnd,
  selected,
  onOpen,
}: PriceRowsProps) {
  const { t } = useI18n();
  const { waiting, release, attach } = held;
  const narrow = useIsNarrow();
  const height = narrow ? CARD_HEIGHT : ROW_HEIGHT;
  const { pane, rows, virtual } = useVirtualRows({
    count: prices.length,
    height,
    overscan: 12,
    onNearEnd,
  });

  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const { row } = (event.target as HTMLElement).dataset;
    const step = STEPS[event.key];
    if (step === undefined || row === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(Number(row) + step, 0), prices.length - 1);
    rows.scrollToIndex(next);
    // At once where the row is there already, so that keys in quick succession are not lost.
    const find = () => pane.current?.querySelector<HTMLElement>(`[data-row="${String(next)}"]`);
    const there = find();
    if (there) there.focus();
    else requestAnimationFrame(() => find()?.focus());
  };
  const Shape = narrow ? PriceCard : PriceTableRow;
  return (
    <div ref={pane} className="@container min-h-0 flex-1 overflow-y-auto bg-surface">
      <NewRows count={waiting} onShow={release} />
      <div
        ref={attach}
        role="table"
        aria-label={t.prices.title}
        aria-rowcount={complete ? prices.length + 1 : -1}
        aria-busy={busy}
        onKeyDown={walk}
        className={cx("transition-opacity duration-150", busy && "opacity-55")}
      >
        {!narrow && <PriceTableHead />}
        <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
          {virtual.map(({ index, start }) => {
            const price = prices.at(index);
            if (!price) return null;
            return (
              <Shape
                key={price.id}
                price={price}
                index={index}
                selected={isAt(price, selected)}
                again={index > 0 && prices.at(index - 1)?.item_id === price.item_id}
                top={start}
                height={height}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

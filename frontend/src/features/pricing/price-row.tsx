import { useQuery } from "@tanstack/react-query";
import { AlarmClock, ShieldAlert, ShieldX } from "lucide-react";
import { memo } from "react";
import { sayHit, strictest } from "@/components/price/guard-hits";
import { Significance } from "@/components/price/significance";
import { Badge } from "@/components/ui/badge";
import { FlashAmount } from "@/components/ui/flash";
import { Skeleton } from "@/components/ui/skeleton";
import { Ago } from "@/components/ui/time";
import { cx } from "@/lib/dom/cx";
import { useMinutes } from "@/lib/dom/minutes";
import { compareDecimals, marginInPercent } from "@/lib/format/decimal";
import { useI18n } from "@/lib/i18n/provider";
import { isNear } from "./near";
import { useColumns, WIDE, WIDEST } from "./price-table-head";
import type { OpenPrice, PriceRow as Row } from "./types";
import { unitsIn, unitsOfQuery } from "./units";

export interface PriceRowProps {
  price: Row;
  index: number;
  selected: boolean;
  /** The row above is the same item in another list or currency: its name need not be loud again. */
  again: boolean;
  /** Where it lies and how high it is, px. */
  top: number;
  height: number;
  onOpen: OpenPrice;
}

/** Down the edge of a row, so that it is found while scrolling. */
const EDGES = {
  warn: "shadow-[inset_3px_0_0_var(--low-fill)]",
  approve: "shadow-[inset_3px_0_0_var(--out-fill)]",
  block: "shadow-[inset_3px_0_0_var(--out-fill)]",
} as const;

/** The sign of a price that a guard would not let through today, with the sentences behind it. */
function BreaksGuard({ price }: { price: Row }) {
  const { t, format } = useI18n();
  const mode = strictest(price.hits);
  if (!mode) return null;
  const text = price.hits.map((hit) => sayHit(hit, price.currency, t, format)).join("; ");
  const Icon = mode === "block" ? ShieldX : ShieldAlert;
  return (
    <span
      role="img"
      aria-label={`${t.prices.breaksGuard}: ${text}`}
      title={text}
      data-testid={`breaks-${String(price.id)}`}
      className={cx(
        "inline-grid size-5 shrink-0 place-items-center rounded-sm",
        mode === "warn" ? "bg-low-soft text-low" : "bg-out-soft text-out",
      )}
    >
      <Icon className="size-3.5" strokeWidth={2} aria-hidden="true" />
    </span>
  );
}

/** A small clock where the price is about to change by itself. */
function NextChange({ at }: { at: string | null }) {
  const { t, format } = useI18n();
  const now = useMinutes();
  if (!at || !isNear(at, now)) return null;
  const text = t.prices.nextChange(format.dateTime(at));
  return (
    <span role="img" aria-label={text} title={text} className="inline-flex text-accent-text">
      <AlarmClock className="size-3.5" strokeWidth={1.75} aria-hidden="true" />
    </span>
  );
}

function Effective({ price, className }: { price: Row; className?: string }) {
  const { format } = useI18n();
  return (
    <span className="inline-flex items-center justify-end gap-1.5">
      <BreaksGuard price={price} />
      <NextChange at={price.next_change_at} />
      <FlashAmount
        amount={price.amount}
        text={format.money(price.amount, price.currency)}
        data-testid={`effective-${String(price.id)}`}
        data-sku={price.sku}
        data-list={price.price_list}
        className={cx("-mr-1.5 inline-block px-1.5 py-0.5 font-semibold", className)}
      />
    </span>
  );
}

function Sale({ price }: { price: Row }) {
  const { t, format } = useI18n();
  const { sale } = price;
  if (!sale) {
    if (price.because === "inherited") return <Badge>{t.prices.because.inherited}</Badge>;
    return <span className="text-ink-3">{t.common.none}</span>;
  }
  const until = sale.ends_at ? t.prices.until(format.shortMoment(sale.ends_at)) : t.prices.open;
  return (
    <span className="block truncate leading-4" title={`${sale.name}, ${until}`}>
      <span className="font-medium text-over">{sale.name}</span>
      <span className="nums block truncate text-2xs text-ink-3">{until}</span>
    </span>
  );
}

function Margin({ price }: { price: Row }) {
  const { t, format } = useI18n();
  const { cost } = price;
  // Computed here: a price that came by the feed brings no cost and no margin.
  const margin =
    cost?.currency === price.currency ? marginInPercent(price.amount, cost.amount) : null;
  if (margin === null) return <span className="text-ink-3">{t.common.none}</span>;
  return (
    <span className={margin.startsWith("-") ? "text-out" : undefined}>
      {format.percentInColumn(margin)}
    </span>
  );
}

function UnitsCell({ itemId }: { itemId: number }) {
  const { t, format } = useI18n();
  const { data, isPending, isError } = useQuery(unitsOfQuery(itemId));
  if (isPending) return <Skeleton className="ml-auto h-2.5 w-8" />;
  if (isError || data.length === 0) return <>{t.common.none}</>;
  return <>{format.number(unitsIn(data))}</>;
}

function LastChange({ price }: { price: Row }) {
  const { t, format } = useI18n();
  const change = price.last_change;
  if (!change) return <span className="text-xs text-ink-3">{t.common.none}</span>;
  const rises = change.before !== null && compareDecimals(price.amount, change.before) > 0;
  return (
    <span className="block leading-4" title={format.dateTime(change.occurred_at)}>
      <span className="flex items-center gap-1.5">
        {change.change_percent ? (
          <span className={cx("nums font-medium", rises ? "text-up" : "text-down")}>
            {format.signedPercent(change.change_percent)}
          </span>
        ) : (
          <span className="text-xs text-ink-2">{t.prices.firstPrice}</span>
        )}
        {change.significance && <Significance of={change.significance} />}
      </span>
      <span className="block truncate text-2xs text-ink-3">
        <Ago at={change.occurred_at} /> · {change.actor}
      </span>
    </span>
  );
}

function placeOf(top: number, height: number) {
  return { height, transform: `translateY(${String(top)}px)` };
}

function TableRow({ price, index, selected, again, top, height, onOpen }: PriceRowProps) {
  const { t, format } = useI18n();
  const { columns, hasMargin } = useColumns();
  const breaks = strictest(price.hits);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      style={placeOf(top, height)}
      onClick={() => onOpen(price.sku, price.price_list, price.currency)}
      className={cx(
        columns,
        "absolute inset-x-0 cursor-pointer border-b border-line text-sm hover:bg-hover",
        selected && "bg-accent-soft",
        breaks && EDGES[breaks],
      )}
    >
      <div role="cell" className="min-w-0">
        <button
          type="button"
          data-row={index}
          aria-label={t.prices.openPrice(price.sku, price.price_list)}
          className={cx(
            "block w-full truncate rounded-sm text-left hover:text-accent-text",
            again ? "text-ink-3" : "text-ink-2",
          )}
        >
          {price.sku}
        </button>
      </div>
      <div
        role="cell"
        className={cx("truncate", again ? "text-ink-3" : "font-medium")}
        title={price.name}
      >
        {price.name}
      </div>
      <div role="cell" className={cx("truncate text-ink-2", WIDE)} title={price.price_list}>
        {price.price_list}
      </div>
      <div role="cell" className={cx("nums text-right text-ink-2", WIDEST)}>
        {format.money(price.base, price.currency)}
      </div>
      <div role="cell" className={cx("min-w-0 pl-2", WIDE)}>
        <Sale price={price} />
      </div>
      <div role="cell" className="text-right">
        <Effective price={price} />
      </div>
      {hasMargin && (
        <div role="cell" className={cx("nums text-right text-ink-2", WIDE)}>
          <Margin price={price} />
        </div>
      )}
      <div role="cell" className={cx("nums text-right text-ink-2", WIDEST)}>
        <UnitsCell itemId={price.item_id} />
      </div>
      <div role="cell" className="min-w-0 pl-2">
        <LastChange price={price} />
      </div>
    </div>
  );
}

export const PriceTableRow = memo(TableRow);

function Card({ price, index, selected, top, height, onOpen }: PriceRowProps) {
  const { t, format } = useI18n();
  const { sale, last_change: change } = price;
  const breaks = strictest(price.hits);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      style={placeOf(top, height)}
      onClick={() => onOpen(price.sku, price.price_list, price.currency)}
      className={cx(
        "absolute inset-x-0 flex items-center gap-3 border-b border-line px-3 active:bg-hover",
        selected && "bg-accent-soft",
        breaks && EDGES[breaks],
      )}
    >
      <div role="cell" className="min-w-0 flex-1">
        <button
          type="button"
          data-row={index}
          aria-label={t.prices.openPrice(price.sku, price.price_list)}
          className="block w-full truncate rounded-sm text-left text-md font-medium"
        >
          {price.name}
        </button>
        <p className="truncate text-xs text-ink-3">
          {price.sku} · {price.price_list}
          {sale && ` · ${sale.name}`}
        </p>
      </div>
      <div role="cell" className="text-right">
        <Effective price={price} className="text-lg leading-5" />
        <p className="nums text-2xs text-ink-3">
          {price.base === price.amount ? (
            change?.change_percent && format.signedPercent(change.change_percent)
          ) : (
            <s>{format.money(price.base, price.currency)}</s>
          )}
        </p>
      </div>
    </div>
  );
}

export const PriceCard = memo(Card);

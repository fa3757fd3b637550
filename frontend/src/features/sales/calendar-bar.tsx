import { Ban } from "lucide-react";
import { memo } from "react";
import { sayHit } from "@/components/price/guard-hits";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import type { Bar as BarOf } from "./calendar-layout";
import { windowText, worthText } from "./sale-words";
import type { SaleState } from "./types";

export const LANE_HEIGHT = 26;
const ROW_PADDING = 5;

const TONES: Record<SaleState, string> = {
  running: "text-ok border-ok",
  scheduled: "text-accent-text border-accent-text",
  suspended: "text-out border-out border-dashed",
  ended: "text-ink-2 border-line-strong",
  removed: "text-ink-3 border-line-strong",
};
const TINTS: Record<SaleState, string> = {
  running: "bg-ok-soft",
  scheduled: "bg-accent-soft",
  suspended: "bg-out-soft",
  ended: "bg-sunken",
  removed: "bg-sunken",
};

const percent = (share: number) => `${(share * 100).toFixed(4)}%`;

export function heightOf(lanes: number): number {
  return lanes * LANE_HEIGHT + 2 * ROW_PADDING;
}

interface Props {
  bar: BarOf;
  row: number;
  onOpen: () => void;
}

function CalendarBar({ bar, row, onOpen }: Props) {
  const { t, format } = useI18n();
  const { sale } = bar;
  const why = sale.hits.map((hit) => sayHit(hit, sale.currency, t, format)).join("; ");
  const words = [
    sale.name,
    worthText(sale, sale.currency, format),
    t.sales.states[sale.state],
    windowText(sale, t, format),
    t.sales.priorityOf(sale.priority),
    bar.hidden.length > 0 && t.sales.partlyHidden,
    sale.state === "suspended" && why,
  ];
  const said = words.filter(Boolean).join(", ");
  return (
    <button
      type="button"
      data-bar={sale.id}
      data-row={row}
      data-state={sale.state}
      aria-label={`${sale.sku}: ${said}`}
      title={said}
      onClick={onOpen}
      style={{
        left: percent(bar.left),
        width: `max(${percent(bar.width)}, 10px)`,
        top: ROW_PADDING + bar.lane * LANE_HEIGHT,
        height: LANE_HEIGHT - 4,
      }}
      className={cx(
        "absolute flex items-center overflow-hidden border bg-surface px-1.5 text-left text-xs font-medium",
        TONES[sale.state],
        bar.before ? "rounded-l-none border-l-0" : "rounded-l-md",
        bar.after ? "rounded-r-none border-r-0" : "rounded-r-md",
      )}
    >
      <span aria-hidden="true" className={cx("absolute inset-0", TINTS[sale.state])} />
      {bar.hidden.map(({ left, width }) => (
        <span
          key={left}
          aria-hidden="true"
          style={{ left: percent(left), width: percent(width) }}
          className="hatched absolute inset-y-0"
        />
      ))}
      {/* Where both don't fit, the figure falls into a second line that is out of sight. */}
      <span className="relative flex h-4 min-w-0 flex-wrap items-center gap-x-1 overflow-hidden">
        {sale.state === "suspended" && <Ban className="size-3 shrink-0" aria-hidden="true" />}
        <span className="max-w-full truncate">{sale.name}</span>
        <span className="nums shrink-0 font-normal">{worthText(sale, sale.currency, format)}</span>
      </span>
    </button>
  );
}

export const SaleBar = memo(CalendarBar);

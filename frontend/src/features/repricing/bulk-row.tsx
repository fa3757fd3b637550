import { strictest } from "@/components/price/guard-hits";
import { Badge, type Tone } from "@/components/ui/badge";
import { cx } from "@/lib/dom/cx";
import { compareDecimals } from "@/lib/format/decimal";
import { useI18n } from "@/lib/i18n/provider";
import type { BulkRow, RowState } from "./types";

export const COLUMNS = cx(
  "grid items-center gap-x-3 px-4",
  "grid-cols-[minmax(9rem,1fr)_5.5rem_5.5rem_4.5rem_minmax(8rem,12rem)]",
  "@5xl:grid-cols-[minmax(11rem,1fr)_4rem_6rem_6rem_4.5rem_4.5rem_20rem]!",
  "@3xl:grid-cols-[minmax(11rem,1fr)_4rem_6rem_6rem_4.5rem_4.5rem_minmax(10rem,15rem)]",
);
export const WIDE = "hidden @3xl:block";

const MODE_TONES = { block: "out", approve: "over", warn: "low" } as const;
const STATE_TONES: Partial<Record<RowState, Tone>> = {
  applied: "ok",
  changed_since: "low",
  archived: "low",
  kept: "low",
};
/** What is said by the figures, or by the hits beside it. */
const SILENT: readonly RowState[] = ["ready", "blocked"];

interface Props {
  row: BulkRow;
  currency: string;
  onOpen: (sku: string) => void;
}

export function Change({ row }: { row: BulkRow }) {
  const { t, format } = useI18n();
  if (row.change_percent === null) return <span className="text-ink-3">{t.common.none}</span>;
  const direction = compareDecimals(row.change_percent, "0");
  const tone = direction > 0 ? "text-up" : direction < 0 ? "text-down" : "text-ink-3";
  return (
    <span className={cx("font-medium", tone)}>
      {format.signedPercentInColumn(row.change_percent)}
    </span>
  );
}

/** The strictest word of the guard, with the rules; and what became of the row. */
function Said({ row }: { row: BulkRow }) {
  const { t } = useI18n();
  const mode = strictest(row.hits);
  const rules = [...new Set(row.hits.map(({ rule }) => t.prices.rules[rule]))].join(t.common.comma);
  const isSaid = SILENT.includes(row.state) && (mode !== null || row.state === "ready");
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {!isSaid && (
        <Badge tone={STATE_TONES[row.state] ?? "neutral"}>{t.repricing.rowStates[row.state]}</Badge>
      )}
      {mode && <Badge tone={MODE_TONES[mode]}>{t.prices.hitModes[mode]}</Badge>}
      {rules && (
        <span className="truncate text-xs text-ink-3" title={rules}>
          {rules}
        </span>
      )}
    </span>
  );
}

function Name({ row, onOpen }: Omit<Props, "currency">) {
  return (
    <>
      <button
        type="button"
        onClick={() => onOpen(row.sku)}
        className="block max-w-full truncate rounded-sm text-left font-medium hover:text-accent-text"
      >
        {row.item_name}
      </button>
      <span className="block truncate text-xs leading-4 text-ink-3">{row.sku}</span>
    </>
  );
}

export function TableRow({ row, currency, onOpen }: Props) {
  const { t, format } = useI18n();
  return (
    <div role="row" className={cx(COLUMNS, "h-12 border-b border-line text-sm")}>
      <div role="cell" className="min-w-0">
        <Name row={row} onOpen={onOpen} />
      </div>
      <div role="cell" className={cx("nums text-right text-ink-3", WIDE)}>
        {format.number(row.units_on_hand)}
      </div>
      <div role="cell" className="nums text-right text-ink-3">
        {format.money(row.old, currency)}
      </div>
      <div role="cell" className="nums text-right font-semibold">
        {format.money(row.new, currency)}
      </div>
      <div role="cell" className="nums text-right">
        <Change row={row} />
      </div>
      <div role="cell" className={cx("nums text-right text-ink-2", WIDE)}>
        {row.margin_percent === null ? t.common.none : format.percentInColumn(row.margin_percent)}
      </div>
      <div role="cell" className="min-w-0 pl-2">
        <Said row={row} />
      </div>
    </div>
  );
}

export function RowCard({ row, currency, onOpen }: Props) {
  const { format } = useI18n();
  return (
    <div
      role="row"
      className="flex h-19 items-center gap-3 overflow-hidden border-b border-line px-3 text-sm"
    >
      <div role="cell" className="min-w-0 flex-1">
        <Name row={row} onOpen={onOpen} />
        <Said row={row} />
      </div>
      <div role="cell" className="nums shrink-0 text-right">
        <span className="block text-xs text-ink-3">{format.money(row.old, currency)}</span>
        <span className="block font-semibold">{format.money(row.new, currency)}</span>
        <span className="block text-xs">
          <Change row={row} />
        </span>
      </div>
    </div>
  );
}

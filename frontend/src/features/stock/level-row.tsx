import { memo, type KeyboardEvent, type ReactNode } from "react";
import { Badge, Dot } from "@/components/ui/badge";
import { FlashValue } from "@/components/ui/flash";
import { Ago } from "@/components/ui/time";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { AdjustCell, startAdjusting } from "./adjust/adjust-cell";
import { COLUMNS, WIDE, WIDER, WIDEST } from "./level-table-head";
import type { Level, LevelStatus } from "./types";

export interface LevelRowProps {
  level: Level;
  index: number;
  selected: boolean;
  /** Where it lies and how high it is, px; plain numbers, so that a row which did not change is
   * not rendered anew. */
  top: number;
  height: number;
  price: (itemId: number) => ReactNode;
  onOpen: (sku: string) => void;
}

export function StatusBadge({ status }: { status: LevelStatus }) {
  const { t } = useI18n();
  if (status === "ok") {
    return (
      <span className="inline-flex items-center gap-1.5 text-xs text-ink-3">
        <Dot tone="ok" className="size-1.5" />
        {t.stock.statuses.ok}
      </span>
    );
  }
  return <Badge tone={status}>{t.stock.statuses[status]}</Badge>;
}

/** How many can still be sold: the figure that people come for. */
export function Available({ level, className }: { level: Level; className?: string }) {
  const { t, format } = useI18n();
  const short = level.available < 0;
  const tone = level.status === "out" ? "text-out" : level.status === "low" ? "text-low" : "";
  return (
    <FlashValue
      value={level.available}
      text={
        short ? t.ledger.short(format.number(-level.available)) : format.number(level.available)
      }
      data-testid={`available-${String(level.id)}`}
      data-sku={level.sku}
      data-location={level.location}
      className={cx("inline-block px-1.5 py-0.5 font-semibold whitespace-nowrap", tone, className)}
    />
  );
}

/** `e` on any part of a row that has the focus edits its figure on hand. */
function useEditKey(level: Level) {
  const canWrite = useCan("stock:write");
  return (event: KeyboardEvent) => {
    if (!canWrite || event.key !== "e" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    startAdjusting("table", level);
  };
}

function Reserved({ level }: { level: Level }) {
  const { t, format } = useI18n();
  return (
    <FlashValue
      value={level.reserved}
      text={level.reserved === 0 ? t.common.none : format.number(level.reserved)}
      data-testid={`reserved-${String(level.id)}`}
      data-glow="plain"
      className="inline-block px-1.5 py-0.5"
    />
  );
}

function placeOf(top: number, height: number) {
  return { height, transform: `translateY(${String(top)}px)` };
}

function Row({ level, index, selected, top, height, price, onOpen }: LevelRowProps) {
  const { t, format } = useI18n();
  const onKeyDown = useEditKey(level);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      style={placeOf(top, height)}
      onClick={() => onOpen(level.sku)}
      onKeyDown={onKeyDown}
      className={cx(
        COLUMNS,
        "absolute inset-x-0 cursor-pointer border-b border-line text-sm hover:bg-hover",
        selected && "bg-accent-soft",
      )}
    >
      <div role="cell" className="min-w-0">
        <button
          type="button"
          data-row={index}
          data-column="sku"
          aria-label={t.stock.open(level.sku)}
          className="block w-full truncate rounded-sm text-left text-ink-2 hover:text-accent-text"
        >
          {level.sku}
        </button>
      </div>
      <div role="cell" className="truncate font-medium" title={level.name}>
        {level.name}
      </div>
      <div role="cell" className="truncate text-ink-2" title={level.location_name}>
        {level.location_name}
      </div>
      <div role="cell" className="-mr-1.5 text-right">
        <Available level={level} />
      </div>
      <div role="cell" className="-mr-1.5 text-right text-ink-2">
        <AdjustCell level={level} place="table" data-row={index} data-column="on-hand" />
      </div>
      <div role="cell" className={cx("-mr-1.5 text-right text-ink-3", WIDER)}>
        <Reserved level={level} />
      </div>
      <div role="cell" className={cx("nums text-right text-ink-3", WIDE)}>
        {level.reorder_point === null ? t.common.none : format.number(level.reorder_point)}
      </div>
      <div role="cell" className={cx("nums text-right text-ink-2", WIDE)}>
        {price(level.item_id)}
      </div>
      <div role="cell" className="pl-3">
        <StatusBadge status={level.status} />
      </div>
      <div role="cell" className={cx("nums truncate text-right text-xs text-ink-3", WIDEST)}>
        <Ago at={level.updated_at} />
      </div>
    </div>
  );
}

export const LevelRow = memo(Row);

function Card({ level, index, selected, top, height, onOpen }: LevelRowProps) {
  const { t } = useI18n();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      style={placeOf(top, height)}
      onClick={() => onOpen(level.sku)}
      className={cx(
        "absolute inset-x-0 flex items-center gap-3 border-b border-line px-3 active:bg-hover",
        selected && "bg-accent-soft",
      )}
    >
      <div role="cell" className="min-w-0 flex-1">
        <button
          type="button"
          data-row={index}
          data-column="sku"
          className="block w-full truncate rounded-sm text-left text-md font-medium"
        >
          {level.name}
        </button>
        <p className="truncate text-xs text-ink-3">
          {level.sku} · {level.location_name}
        </p>
      </div>
      <div role="cell" className="-mx-1 text-right text-ink-2">
        <AdjustCell
          level={level}
          place="table"
          label={t.stock.onHand}
          className="min-h-11 text-md"
        />
      </div>
      <div role="cell" className="min-w-18 text-right">
        <Available level={level} className="-mr-1.5 text-lg leading-5" />
        <div className="mt-0.5">
          <StatusBadge status={level.status} />
        </div>
      </div>
    </div>
  );
}

export const LevelCard = memo(Card);

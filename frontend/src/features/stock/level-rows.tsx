import type { KeyboardEvent, ReactNode } from "react";
import { cx } from "@/lib/dom/cx";
import { useIsNarrow } from "@/lib/dom/media";
import { useVirtualRows } from "@/lib/dom/virtual-rows";
import { useI18n } from "@/lib/i18n/provider";
import { NewRows } from "@/components/ui/new-rows";
import type { HeldPages } from "@/lib/live/held-pages";
import type { Rows } from "@/lib/query/pages";
import { LevelCard, LevelRow } from "./level-row";
import { LevelTableHead } from "./level-table-head";
import type { Level } from "./types";

const ROW_HEIGHT = 38;
const CARD_HEIGHT = 60;
const STEPS: Partial<Record<string, { rows: number; column?: string }>> = {
  ArrowDown: { rows: 1 },
  ArrowUp: { rows: -1 },
  ArrowRight: { rows: 0, column: "on-hand" },
  ArrowLeft: { rows: 0, column: "sku" },
};

export interface LevelRowsProps {
  levels: Rows<Level>;
  held: Pick<HeldPages<Level>, "waiting" | "release" | "attach">;
  complete: boolean;
  /** The rows of other filters, until the answer to the new ones is here. */
  busy: boolean;
  onNearEnd: () => void;
  selectedSku: string | null;
  price: (itemId: number) => ReactNode;
  onOpen: (sku: string) => void;
}

/** Only the rows in view exist. Arrow keys walk through them, Enter opens, `e` edits. */
export function LevelRows({
  levels,
  held,
  complete,
  busy,
  onNearEnd,
  selectedSku,
  price,
  onOpen,
}: LevelRowsProps) {
  const { t } = useI18n();
  const { waiting, release, attach } = held;
  const narrow = useIsNarrow();
  const height = narrow ? CARD_HEIGHT : ROW_HEIGHT;
  const { pane, rows, virtual } = useVirtualRows({
    count: levels.length,
    height,
    overscan: 12,
    onNearEnd,
  });

  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const { row, column = "sku" } = (event.target as HTMLElement).dataset;
    const step = STEPS[event.key];
    if (!step || row === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(Number(row) + step.rows, 0), levels.length - 1);
    const cell = `[data-row="${String(next)}"][data-column="${step.column ?? column}"]`;
    if (step.rows !== 0) rows.scrollToIndex(next);
    requestAnimationFrame(() => pane.current?.querySelector<HTMLElement>(cell)?.focus());
  };
  const Shape = narrow ? LevelCard : LevelRow;
  return (
    <div ref={pane} className="@container min-h-0 flex-1 overflow-y-auto bg-surface">
      <NewRows count={waiting} onShow={release} />
      <div
        ref={attach}
        role="table"
        aria-label={t.stock.title}
        aria-rowcount={complete ? levels.length + 1 : -1}
        aria-busy={busy}
        onKeyDown={walk}
        className={cx("transition-opacity duration-150", busy && "opacity-55")}
      >
        {!narrow && <LevelTableHead />}
        <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
          {virtual.map(({ index, start }) => {
            const level = levels.at(index);
            if (!level) return null;
            return (
              <Shape
                key={level.id}
                level={level}
                index={index}
                selected={level.sku === selectedSku}
                top={start}
                height={height}
                price={price}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

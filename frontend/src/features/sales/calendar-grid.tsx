"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { cx } from "@/lib/dom/cx";
import { useMinutes } from "@/lib/dom/minutes";
import { useI18n } from "@/lib/i18n/provider";
import { heightOf, SaleBar } from "./calendar-bar";
import type { Row } from "./calendar-layout";
import type { Days } from "./span";

const NAMES = "w-44 lg:w-56";
const HEAD_HEIGHT = 36;

interface Props {
  rows: readonly Row[];
  days: Days;
  onOpen: (sku: string, list: string, currency: string) => void;
}

function shareAt({ starts }: Days, at: number): number | null {
  const [from, to] = [starts[0] ?? 0, starts.at(-1) ?? 0];
  return at < from || at >= to ? null : (at - from) / (to - from);
}

/** Lines where the days begin, weekends shaded, and where we are. */
function Background({ days, now }: { days: Days; now: number }) {
  const { starts } = days;
  const here = shareAt(days, now);
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0">
      {starts.slice(0, -1).map((start) => {
        const day = new Date(start).getDay();
        const left = shareAt(days, start) ?? 0;
        return (
          <span
            key={start}
            style={{
              left: `${String(left * 100)}%`,
              width: `${String(100 / (starts.length - 1))}%`,
            }}
            className={cx(
              "absolute inset-y-0 border-l border-line",
              (day === 0 || day === 6) && "bg-hover",
            )}
          />
        );
      })}
      {here !== null && (
        <span
          data-testid="now-line"
          style={{ left: `${String(here * 100)}%` }}
          className="absolute inset-y-0 w-0.5 -translate-x-px bg-out-fill"
        />
      )}
    </div>
  );
}

function Head({ days, now }: { days: Days; now: number }) {
  const { t, format } = useI18n();
  const isWeek = days.view === "week";
  return (
    <div
      role="row"
      style={{ height: HEAD_HEIGHT }}
      className="sticky top-0 z-10 flex border-b border-line bg-surface text-xs font-medium text-ink-3"
    >
      <div role="columnheader" className={cx(NAMES, "flex shrink-0 items-center px-3")}>
        {t.stock.item}
      </div>
      <div role="columnheader" aria-label={t.sales.days} className="relative flex flex-1">
        {days.starts.slice(0, -1).map((start, place) => {
          const isToday = now >= start && now < (days.starts[place + 1] ?? 0);
          return (
            <span
              key={start}
              aria-current={isToday ? "date" : undefined}
              className={cx(
                "nums flex flex-1 items-center overflow-hidden border-l border-line whitespace-nowrap",
                isWeek ? "px-2" : "justify-center",
                isToday && "font-semibold text-out",
              )}
            >
              {isWeek ? format.weekday(start) : format.dayOfMonth(start)}
            </span>
          );
        })}
      </div>
    </div>
  );
}

const ALONG: Partial<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
const ACROSS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Bars of sales in rows of prices. Arrow keys walk from bar to bar, Enter opens the price. */
export function CalendarGrid({ rows, days, onOpen }: Props) {
  const { t } = useI18n();
  const now = useMinutes();
  const pane = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane.current,
    estimateSize: (index) => heightOf(rows[index]?.lanes ?? 1),
    overscan: 8,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rows]);

  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const here = event.target as HTMLElement;
    const { bar, row } = here.dataset;
    const [along, across] = [ALONG[event.key], ACROSS[event.key]];
    if (bar === undefined || row === undefined || (!along && !across)) return;
    event.preventDefault();
    const bars = [...(pane.current?.querySelectorAll<HTMLElement>("[data-bar]") ?? [])];
    if (along) {
      bars[bars.indexOf(here) + along]?.focus();
      return;
    }
    const next = Number(row) + (across ?? 0);
    if (next < 0 || next >= rows.length) return;
    virtualizer.scrollToIndex(next);
    const firstBar = `[data-bar][data-row="${String(next)}"]`;
    const find = () => pane.current?.querySelector<HTMLElement>(firstBar);
    const there = find();
    if (there) there.focus();
    else requestAnimationFrame(() => find()?.focus());
  };
  return (
    <div ref={pane} className="min-h-0 flex-1 overflow-auto bg-surface">
      <div
        role="table"
        aria-label={t.prices.tabs.calendar}
        aria-rowcount={rows.length + 1}
        onKeyDown={walk}
        className="min-w-[52rem]"
      >
        <Head days={days} now={now} />
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, size }) => {
            const row = rows[index];
            if (!row) return null;
            const open = () => onOpen(row.sku, row.list, row.currency);
            return (
              <div
                key={row.key}
                role="row"
                aria-rowindex={index + 2}
                style={{ height: size, transform: `translateY(${String(start)}px)` }}
                className="absolute inset-x-0 flex border-b border-line"
              >
                <div role="rowheader" className={cx(NAMES, "flex shrink-0 items-center px-3")}>
                  <button
                    type="button"
                    onClick={open}
                    title={`${row.name} · ${row.sku} · ${row.list}`}
                    className="min-w-0 rounded-sm text-left hover:text-accent-text"
                  >
                    <span className="block truncate text-sm leading-4 font-medium">{row.name}</span>
                    <span className="block truncate text-2xs leading-3.5 text-ink-3">
                      {row.sku} · {row.list}
                    </span>
                  </button>
                </div>
                <div role="cell" className="relative flex-1">
                  <Background days={days} now={now} />
                  {row.bars.map((bar) => (
                    <SaleBar key={bar.sale.id} bar={bar} row={index} onOpen={open} />
                  ))}
                </div>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

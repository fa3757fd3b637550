// Which stretch of time does the calendar show? The address says it, so that a view can be linked.
import { useMemo } from "react";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useMinutes } from "@/lib/dom/minutes";

export const VIEWS = ["week", "month"] as const;
export type CalendarView = (typeof VIEWS)[number];

/** Days of the reader's own time; `starts` has one more than there are days, the end of the last. */
export interface Days {
  view: CalendarView;
  starts: number[];
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

function dateOf(text: string | null, today: number): Date {
  const found = text ? DATE.exec(text) : null;
  if (!found) return new Date(today);
  return new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
}

export function dateText(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The week (from Monday) or the month around a date, day by day as the reader's clocks have it. */
export function daysAround(date: Date, view: CalendarView): Days {
  const [year, month] = [date.getFullYear(), date.getMonth()];
  const isWeek = view === "week";
  const first = isWeek ? date.getDate() - ((date.getDay() + 6) % 7) : 1;
  const count = isWeek ? 7 : new Date(year, month + 1, 0).getDate();
  const starts = Array.from({ length: count + 1 }, (_, day) =>
    new Date(year, month, first + day).getTime(),
  );
  return { view, starts };
}

/** The first day of the stretch before (-1) or after (1). */
export function beside({ view, starts }: Days, way: -1 | 1): number {
  const first = new Date(starts[0] ?? 0);
  const [year, month, day] = [first.getFullYear(), first.getMonth(), first.getDate()];
  const date = view === "week" ? new Date(year, month, day + 7 * way) : new Date(year, month + way);
  return date.getTime();
}

export function useDays(): Days {
  const view = useAddressValue("span") === "month" ? "month" : "week";
  const from = useAddressValue("from");
  const today = new Date(useMinutes()).setHours(0, 0, 0, 0);
  return useMemo(() => daysAround(dateOf(from, today), view), [from, today, view]);
}

export function setView(view: CalendarView): void {
  changeAddress({ span: view === "week" ? null : view });
}

/** Null: the stretch around today. */
export function setFrom(at: number | null): void {
  changeAddress({ from: at === null ? null : dateText(at) });
}

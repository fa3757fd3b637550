// What does the chart of a price show? The effective price in steps, the base price behind it, and
// the windows of its sales.
import type { StepPoint, StepWindow } from "@/components/charts/points";
import type { PriceChange } from "./types";

/** As much of a sale as the chart draws. */
export interface SaleWindow {
  starts_at: string;
  ends_at: string | null;
  state: "scheduled" | "running" | "suspended" | "ended" | "removed";
}

/** Floats are good enough for the height of a line; the figures beside it stay exact. */
export function pointsOf(changes: readonly PriceChange[]): StepPoint[] {
  const currency = changes[0]?.currency;
  return changes
    .filter((change) => change.currency === currency)
    .map((change) => ({
      at: Date.parse(change.occurred_at),
      value: Number(change.amount),
      against: Number(change.base),
    }))
    .sort((a, b) => a.at - b.at);
}

/** An open end reaches beyond any chart. A sale that is not in force is drawn fainter. */
export function windowsOf(sales: readonly SaleWindow[]): StepWindow[] {
  return sales
    .filter(({ state }) => state !== "removed")
    .map(({ starts_at, ends_at, state }) => ({
      from: Date.parse(starts_at),
      to: ends_at ? Date.parse(ends_at) : Number.MAX_SAFE_INTEGER,
      faint: state === "scheduled" || state === "suspended",
    }));
}

"use client";

import { heldUntil } from "@/components/charts/points";
import { StepChart } from "@/components/charts/step-chart";
import { useMinutes } from "@/lib/dom/minutes";
import { useI18n } from "@/lib/i18n/provider";
import { pointsOf, windowsOf, type SaleWindow } from "./chart";
import type { PriceChange } from "./types";

interface Props {
  changes: readonly PriceChange[];
  sales?: readonly SaleWindow[];
}

/** How the price went, with the windows of its sales shaded. */
export function PriceChart({ changes, sales = [] }: Props) {
  const { t, format } = useI18n();
  const now = useMinutes();
  const latest = changes[0];
  const points = pointsOf(changes);
  if (!latest || (points.length < 2 && sales.length === 0)) return null;
  return (
    <StepChart
      label={t.pricing.chartLabel}
      points={heldUntil(points, now)}
      windows={windowsOf(sales)}
      now={now}
      formatValue={(value) => format.money(String(value), latest.currency)}
    />
  );
}

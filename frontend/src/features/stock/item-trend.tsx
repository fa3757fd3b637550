import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { heldUntil } from "@/components/charts/points";
import { StepChart } from "@/components/charts/step-chart";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { movementsQuery } from "./api";
import { trendOf } from "./trend";

export function ItemTrend({ sku, onHand }: { sku: string; onHand: number }) {
  const { t, format } = useI18n();
  const { data } = useInfiniteQuery(movementsQuery(sku));
  const [now] = useState(() => Date.now());
  const points = useMemo(() => trendOf(rowsOf(data), onHand), [data, onHand]);
  if (points.length < 3) return null;
  return (
    <section className="mt-5">
      <h3 className="mb-2 text-xs font-medium text-ink-3">{t.stock.overTime}</h3>
      <StepChart
        label={t.stock.overTime}
        points={heldUntil(points, now)}
        formatValue={format.number}
        fromZero
      />
    </section>
  );
}

import { Ago } from "@/components/ui/time";
import { heldUntil } from "@/components/charts/points";
import { StepChart } from "@/components/charts/step-chart";
import { cx } from "@/lib/dom/cx";
import { compareDecimals } from "@/lib/format/decimal";
import { useI18n } from "@/lib/i18n/provider";
import type { PriceChange } from "./types";

/** Floats are good enough for the height of a line; the figures beside it stay exact. */
export function PriceChart({ changes, now }: { changes: readonly PriceChange[]; now: number }) {
  const { t, format } = useI18n();
  const latest = changes[0];
  if (!latest) return null;
  const shown = changes.filter((change) => change.currency === latest.currency);
  const points = shown
    .map((change) => ({ at: Date.parse(change.occurred_at), value: Number(change.amount) }))
    .sort((a, b) => a.at - b.at);
  if (points.length < 2) return null;
  return (
    <StepChart
      label={t.pricing.chartLabel}
      points={heldUntil(points, now)}
      formatValue={(value) => format.money(String(value), latest.currency)}
    />
  );
}

function Step({ change }: { change: PriceChange }) {
  const { format } = useI18n();
  const percent = change.before && format.percentChange(change.before, change.amount);
  const rise = change.before ? compareDecimals(change.amount, change.before) > 0 : false;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_4rem_5.5rem] items-baseline gap-3 border-b border-line py-2 last:border-0">
      <span className="truncate text-xs text-ink-3">
        <Ago at={change.occurred_at} /> · {change.actor}
        {change.reason && ` · ${change.reason}`}
      </span>
      <span className={cx("nums text-right text-xs font-medium", rise ? "text-up" : "text-down")}>
        {percent}
      </span>
      <span className="nums text-right font-semibold">
        {format.money(change.amount, change.currency)}
      </span>
    </li>
  );
}

export function PriceSteps({ changes }: { changes: readonly PriceChange[] }) {
  return (
    <ul className="text-sm">
      {changes.map((change) => (
        <Step key={change.id} change={change} />
      ))}
    </ul>
  );
}

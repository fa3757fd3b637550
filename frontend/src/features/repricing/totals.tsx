import type { ReactNode } from "react";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import type { Bulk, BulkTotals } from "./types";

const TONES = { out: "text-out", over: "text-over", low: "text-low" } as const;

interface FigureProps {
  label: string;
  tone?: keyof typeof TONES | undefined;
  children: ReactNode;
}

function Figure({ label, tone, children }: FigureProps) {
  return (
    <div className="min-w-0">
      <dt className="text-2xs font-medium text-ink-3">{label}</dt>
      <dd className={cx("nums text-md font-semibold", tone && TONES[tone])}>{children}</dd>
    </div>
  );
}

function Move({
  before,
  after,
  change,
}: {
  before: string;
  after: string;
  change?: string | null;
}) {
  return (
    <>
      <span className="font-normal text-ink-3">{before} → </span>
      {after}
      {change && <span className="ml-1.5 text-xs font-normal text-ink-3">{change}</span>}
    </>
  );
}

export function changesIn({ raised, lowered }: BulkTotals): number {
  return raised + lowered;
}

/** What the whole change would do. */
export function Totals({ totals, currency }: { totals: BulkTotals; currency: Bulk["currency"] }) {
  const { t, format } = useI18n();
  const words = t.repricing.totals;
  const { value_before, value_after, margin_percent_before, margin_percent_after } = totals;
  const percent = (value: string | null) =>
    value === null ? t.common.none : format.percent(value);
  const counted = [
    { label: words.blocked, count: totals.blocked, tone: "out" },
    { label: words.needsApproval, count: totals.needs_approval, tone: "over" },
    { label: words.warned, count: totals.warned, tone: "low" },
  ] as const;
  if (totals.items === 0) return <p className="text-md font-medium">{words.none}</p>;
  return (
    <>
      <dl className="flex flex-wrap gap-x-7 gap-y-3">
        <Figure label={words.items}>{format.number(totals.items)}</Figure>
        <Figure label={words.raised}>{format.number(totals.raised)}</Figure>
        <Figure label={words.lowered}>{format.number(totals.lowered)}</Figure>
        <Figure label={words.unchanged}>{format.number(totals.unchanged)}</Figure>
        {counted.map(({ label, count, tone }) => (
          <Figure key={label} label={label} tone={count > 0 ? tone : undefined}>
            {format.number(count)}
          </Figure>
        ))}
        <Figure label={words.value}>
          <Move
            before={format.money(value_before, currency)}
            after={format.money(value_after, currency)}
            change={format.percentChange(value_before, value_after)}
          />
        </Figure>
        {margin_percent_after !== null && (
          <Figure label={words.margin}>
            <Move before={percent(margin_percent_before)} after={percent(margin_percent_after)} />
          </Figure>
        )}
      </dl>
      {changesIn(totals) === 0 && <p className="mt-3 text-sm text-ink-2">{words.nothing}</p>}
    </>
  );
}

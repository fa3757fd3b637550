import type { ReactNode } from "react";
import { useI18n } from "@/lib/i18n/provider";
import type { Proposal } from "./types";

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-2xs font-medium text-ink-3">{label}</dt>
      <dd className="nums text-sm">{children}</dd>
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
      <span className="text-ink-3">{before} → </span>
      <span className="font-semibold">{after}</span>
      {change && <span className="ml-1.5 text-xs text-ink-3">{change}</span>}
    </>
  );
}

/** What it would do to what lies on the shelves: units, their value, the margin. */
export function ProposalImpact({ proposal }: { proposal: Proposal }) {
  const { t, format } = useI18n();
  const { impact, lines } = proposal;
  const currency = lines[0]?.currency;
  const money = (amount: string) => (currency ? format.money(amount, currency) : amount);
  const percent = (value: string | null) =>
    value === null ? t.common.none : format.percent(value);
  const { value_before, value_after, margin_percent_before, margin_percent_after } = impact;
  return (
    <dl className="flex flex-wrap gap-x-7 gap-y-2">
      <Figure label={t.approvals.unitsOnHand}>
        <span className="font-semibold">{format.number(impact.units_on_hand)}</span>
      </Figure>
      {value_after !== null && (
        <Figure label={t.approvals.value}>
          <Move
            before={value_before === null ? t.common.none : money(value_before)}
            after={money(value_after)}
            change={value_before && format.percentChange(value_before, value_after)}
          />
        </Figure>
      )}
      {margin_percent_after !== null && (
        <Figure label={t.approvals.margin}>
          <Move before={percent(margin_percent_before)} after={percent(margin_percent_after)} />
        </Figure>
      )}
    </dl>
  );
}

"use client";

import { Undo2 } from "lucide-react";
import { useState } from "react";
import { GuardHits } from "@/components/price/guard-hits";
import { Significance } from "@/components/price/significance";
import { Ago } from "@/components/ui/time";
import { cx } from "@/lib/dom/cx";
import { compareDecimals } from "@/lib/format/decimal";
import { useI18n } from "@/lib/i18n/provider";
import { RevertDialog } from "./revert-dialog";
import type { ItemPrice, PriceChange } from "./types";

function Figures({ change }: { change: PriceChange }) {
  const { format } = useI18n();
  const { before, amount, base, currency, change_percent: percent } = change;
  const rises = before !== null && compareDecimals(amount, before) > 0;
  return (
    <div className="text-right">
      <p className="nums text-sm font-semibold">{format.money(amount, currency)}</p>
      {percent && before !== amount && (
        <p className={cx("nums text-xs font-medium", rises ? "text-up" : "text-down")}>
          {format.signedPercent(percent)}
        </p>
      )}
      {compareDecimals(base, amount) !== 0 && (
        <p className="nums text-2xs text-ink-3">
          <s>{format.money(base, currency)}</s>
        </p>
      )}
    </div>
  );
}

/** Who wanted it, why, and who let it pass. */
function Why({ change }: { change: PriceChange }) {
  const { t } = useI18n();
  const { reason, approved_by: approver, override_reason: override } = change;
  return (
    <>
      <p className="text-xs break-words text-ink-3">
        <Ago at={change.occurred_at} /> · {change.actor}
        {reason && ` · ${reason}`}
      </p>
      {approver && (
        <p className="text-xs text-ink-3">
          {change.confirmed_alone
            ? t.prices.confirmedAlone(approver)
            : t.prices.approvedBy(approver)}
        </p>
      )}
      {override && <p className="text-xs text-ink-3">{t.prices.overridden(override)}</p>}
    </>
  );
}

interface StepProps {
  change: PriceChange;
  onRevert: (() => void) | null;
}

function Step({ change, onRevert }: StepProps) {
  const { t } = useI18n();
  return (
    <li
      data-testid={`step-${String(change.id)}`}
      className="group grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-b border-line py-2.5 last:border-0"
    >
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-1.5 text-sm font-medium">
          {t.prices.causes[change.cause]}
          {change.significance && <Significance of={change.significance} />}
        </p>
        <Why change={change} />
        {change.hits.length > 0 && (
          <GuardHits
            hits={change.hits}
            currency={change.currency}
            priceList={change.price_list}
            className="mt-1.5"
          />
        )}
        {onRevert && (
          <button
            type="button"
            onClick={onRevert}
            className="mt-1 inline-flex items-center gap-1 rounded-sm text-xs font-medium text-accent-text hover:underline"
          >
            <Undo2 className="size-3.5" aria-hidden="true" />
            {t.prices.revert}
          </button>
        )}
      </div>
      <Figures change={change} />
    </li>
  );
}

interface Props {
  price: ItemPrice;
  changes: readonly PriceChange[];
  /** The base price now, of which nothing would change by going back to it. */
  base: string | null;
  canWrite: boolean;
}

/** Steps that set no base price, so that there is none to go back to. */
const SALE_STEPS: ReadonlySet<PriceChange["cause"]> = new Set([
  "sale_started",
  "sale_ended",
  "sale_edited",
]);

/** Every step of the price, newest first, each with a way back to it. */
export function Timeline({ price, changes, base, canWrite }: Props) {
  const { t } = useI18n();
  const [reverting, setReverting] = useState<PriceChange | null>(null);
  const mayRevert = (change: PriceChange) =>
    canWrite &&
    !SALE_STEPS.has(change.cause) &&
    (base === null || compareDecimals(change.base, base) !== 0);
  return (
    <>
      <ol aria-label={t.pricing.history}>
        {changes.map((change) => (
          <Step
            key={change.id}
            change={change}
            onRevert={mayRevert(change) ? () => setReverting(change) : null}
          />
        ))}
      </ol>
      {reverting && (
        <RevertDialog price={price} change={reverting} onClose={() => setReverting(null)} />
      )}
    </>
  );
}

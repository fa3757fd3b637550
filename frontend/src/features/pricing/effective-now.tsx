"use client";

import { AlarmClock } from "lucide-react";
import { GuardHits } from "@/components/price/guard-hits";
import { Badge } from "@/components/ui/badge";
import { FlashAmount } from "@/components/ui/flash";
import { useI18n } from "@/lib/i18n/provider";
import { priceIn } from "./current";
import type { ItemPrice } from "./types";

/** What the item costs at this moment, by which layer, and until when. */
export function EffectiveNow({ price }: { price: ItemPrice }) {
  const { t, format } = useI18n();
  const { effective, hits, margin_percent: margin } = price;
  if (!effective) return null;
  const row = priceIn(price);
  const isReduced = row !== null && row.base !== effective.amount;
  return (
    <section data-testid="effective">
      <p className="text-xs font-medium text-ink-3">{t.pricing.current}</p>
      <p className="mt-0.5 flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <FlashAmount
          amount={effective.amount}
          text={format.money(effective.amount, effective.currency)}
          className="-mx-1 px-1 text-2xl font-semibold tracking-tight"
        />
        {isReduced && (
          <s className="nums text-md text-ink-3">{format.money(row.base, row.currency)}</s>
        )}
        <Badge tone={effective.because === "sale" ? "over" : "neutral"}>
          {row?.sale?.name ?? t.prices.because[effective.because]}
        </Badge>
        {margin !== null && (
          <span className="nums text-xs text-ink-3">
            {t.prices.margin} {format.percent(margin)}
          </span>
        )}
      </p>
      {row?.next_change_at && (
        <p className="mt-1 flex items-center gap-1.5 text-xs text-accent-text">
          <AlarmClock className="size-3.5 shrink-0" strokeWidth={1.75} aria-hidden="true" />
          {t.prices.nextChange(format.shortMoment(row.next_change_at))}
        </p>
      )}
      {hits.length > 0 && (
        <div className="mt-3 rounded-md bg-out-soft p-3">
          <p className="mb-1.5 text-sm font-semibold text-out">{t.prices.breaksNow}</p>
          <GuardHits hits={hits} currency={effective.currency} priceList={price.price_list} />
        </div>
      )}
    </section>
  );
}

"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Tag } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { FlashAmount } from "@/components/ui/flash";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { useCan } from "@/lib/session/session";
import { itemPriceQuery, priceHistoryQuery } from "./api";
import { PriceForm } from "./price-form";
import { PriceChart, PriceSteps } from "./price-history";
import type { ItemPrice } from "./types";

function Current({ effective }: { effective: ItemPrice["effective"] }) {
  const { t, format } = useI18n();
  if (!effective) return null;
  return (
    <div>
      <p className="text-xs font-medium text-ink-3">{t.pricing.current}</p>
      <p className="mt-0.5 flex items-center gap-2.5">
        <FlashAmount
          amount={effective.amount}
          text={format.money(effective.amount, effective.currency)}
          className="-mx-1 px-1 text-2xl font-semibold tracking-tight"
        />
        <Badge>{t.pricing.because[effective.because] ?? effective.because}</Badge>
      </p>
    </div>
  );
}

function NoPrice({ canWrite }: { canWrite: boolean }) {
  const { t } = useI18n();
  return (
    <EmptyState
      icon={<Tag className="size-5" strokeWidth={1.75} aria-hidden="true" />}
      title={t.pricing.noPrice}
      text={canWrite ? t.pricing.noPriceText : t.pricing.noPriceViewer}
    />
  );
}

/** What an item costs, how that came about, and a form to change it. */
export function PricePanel({ itemId }: { itemId: number }) {
  const { t } = useI18n();
  const canWrite = useCan("price:write");
  const [now] = useState(() => Date.now());
  const price = useQuery(itemPriceQuery(itemId));
  const history = useInfiniteQuery(priceHistoryQuery(itemId));
  const changes = rowsOf(history.data);
  if (price.isPending) return <SkeletonRows count={5} className="px-5 py-3" />;
  if (price.isError) return <ErrorState error={price.error} onRetry={() => void price.refetch()} />;
  return (
    <div className="grid gap-5 px-5 py-4">
      {price.data.effective ? (
        <Current effective={price.data.effective} />
      ) : (
        <NoPrice canWrite={canWrite} />
      )}
      <PriceChart changes={changes} now={now} />
      {canWrite && (
        <section className="rounded-lg border border-line bg-sunken p-4">
          <h3 className="mb-3 text-sm font-semibold">{t.pricing.form}</h3>
          <PriceForm price={price.data} />
        </section>
      )}
      {changes.length > 0 && (
        <section>
          <h3 className="mb-1 text-xs font-medium text-ink-3">{t.pricing.history}</h3>
          <PriceSteps changes={changes} />
        </section>
      )}
    </div>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { itemPriceQuery } from "./api";
import { EffectiveNow } from "./effective-now";
import { HistoryPanel } from "./history-panel";
import { NoPrice } from "./no-price";
import { PriceForm } from "./price-form";
import { DEFAULT_LIST } from "./types";

interface Props {
  itemId: number;
  /** Where there is more to be seen and done. */
  more?: ReactNode;
}

/** What an item costs in the default list, how that came about, and a form to change it. */
export function PricePanel({ itemId, more }: Props) {
  const { t } = useI18n();
  const canWrite = useCan("price:write");
  const price = useQuery(itemPriceQuery({ itemId, list: DEFAULT_LIST }));
  if (price.isPending) return <SkeletonRows count={5} className="px-5 py-3" />;
  if (price.isError) return <ErrorState error={price.error} onRetry={() => void price.refetch()} />;
  return (
    <div className="grid gap-5 px-5 py-4">
      {price.data.effective ? <EffectiveNow price={price.data} /> : <NoPrice canWrite={canWrite} />}
      {more}
      {canWrite && (
        <section className="rounded-lg border border-line bg-sunken p-4">
          <h3 className="mb-3 text-sm font-semibold">{t.pricing.form}</h3>
          <PriceForm price={price.data} />
        </section>
      )}
      {price.data.effective && <HistoryPanel price={price.data} />}
    </div>
  );
}

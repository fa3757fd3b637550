"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { useCan } from "@/lib/session/session";
import { priceHistoryQuery } from "./api";
import type { SaleWindow } from "./chart";
import { ownBase } from "./current";
import { PriceChart } from "./price-history";
import { Timeline } from "./timeline";
import type { ItemPrice } from "./types";

interface Props {
  price: ItemPrice;
  /** Whose windows the chart shades. */
  sales?: readonly SaleWindow[];
}

/** How the price went: as a chart and as a list, from whose steps one can go back. */
export function HistoryPanel({ price, sales = [] }: Props) {
  const { t } = useI18n();
  const canWrite = useCan("price:write");
  const place = {
    itemId: price.item_id,
    list: price.price_list,
    currency: price.effective?.currency ?? null,
  };
  const query = useInfiniteQuery(priceHistoryQuery(place));
  const changes = rowsOf(query.data);
  if (query.isPending) return <SkeletonRows count={5} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (changes.length === 0) return <p className="text-sm text-ink-3">{t.prices.noHistory}</p>;
  return (
    <div className="grid gap-4">
      <PriceChart changes={changes} sales={sales} />
      <section>
        <h3 className="mb-1 text-xs font-medium text-ink-3">{t.pricing.history}</h3>
        <Timeline
          price={price}
          changes={changes}
          base={ownBase(price)?.amount ?? null}
          canWrite={canWrite}
        />
        {query.hasNextPage && (
          <Button
            className="mt-2"
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t.common.loadMore}
          </Button>
        )}
      </section>
    </div>
  );
}

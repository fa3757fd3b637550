"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX, Tag } from "lucide-react";
import { Button } from "@/components/ui/button";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";
import { useNearEnd } from "@/lib/query/near-end";
import { useHeldPages } from "@/lib/live/held-pages";
import { pricesQuery } from "./api";
import { latestPrices } from "./changes";
import { clearFilters, isFiltered, usePriceFilters } from "./filters";
import { PriceRows, type PriceRowsProps } from "./price-rows";
import type { PriceRow } from "./types";

function Nothing({ filtered }: { filtered: boolean }) {
  const { t } = useI18n();
  const icon = { className: "size-5", strokeWidth: 1.75, "aria-hidden": true } as const;
  if (!filtered) {
    return (
      <EmptyState icon={<Tag {...icon} />} title={t.prices.emptyTitle} text={t.prices.emptyText} />
    );
  }
  return (
    <EmptyState
      icon={<SearchX {...icon} />}
      title={t.prices.noMatchTitle}
      text={t.prices.noMatchText}
      action={<Button onClick={clearFilters}>{t.stock.clearFilters}</Button>}
    />
  );
}

// What was heard lacks the cost, which the row keeps.
const newest = (row: PriceRow) => ({ ...row, ...latestPrices.newest(row) });

/** Every price that fits the filters, live. */
export function PriceTable(props: Pick<PriceRowsProps, "selected" | "onOpen">) {
  const filters = usePriceFilters();
  const query = useInfiniteQuery(pricesQuery(filters));
  const { rows: prices, ...held } = useHeldPages({
    data: query.data,
    list: query.isPlaceholderData ? null : JSON.stringify(filters),
    newest,
  });
  const onNearEnd = useNearEnd(query);

  if (query.isPending)
    return <SkeletonRows count={16} className="min-h-0 flex-1 overflow-hidden bg-surface px-4" />;
  if (query.isError && prices.length === 0) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (prices.length === 0) return <Nothing filtered={isFiltered(filters)} />;
  return (
    <PriceRows
      {...props}
      prices={prices}
      held={held}
      complete={!query.hasNextPage}
      busy={query.isPlaceholderData}
      onNearEnd={onNearEnd}
    />
  );
}

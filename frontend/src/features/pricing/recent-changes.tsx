"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { TrendingUp } from "lucide-react";
import { memo } from "react";
import { Significance } from "@/components/price/significance";
import { Button } from "@/components/ui/button";
import { HeldList } from "@/components/ui/held-list";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { Ago } from "@/components/ui/time";
import { cx } from "@/lib/dom/cx";
import { compareDecimals } from "@/lib/format/decimal";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { recentChangesQuery } from "./api";
import { clearFilters, isFiltered, useChangeFilters } from "./filters";
import type { OpenPrice, PriceChange } from "./types";

function Line({ change, onOpen }: { change: PriceChange; onOpen: OpenPrice }) {
  const { t, format } = useI18n();
  const { before, amount, currency, change_percent: percent, significance } = change;
  const rises = before !== null && compareDecimals(amount, before) > 0;
  const why = [t.prices.causes[change.cause], change.actor, change.reason]
    .filter(Boolean)
    .join(" · ");
  return (
    <div
      data-testid={`change-${String(change.id)}`}
      className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-3 py-2 max-sm:items-start sm:grid-cols-[minmax(0,1fr)_13rem_4.5rem_6rem_6rem] sm:px-4"
    >
      <div className="min-w-0">
        <button
          type="button"
          onClick={() => onOpen(change.sku, change.price_list, change.currency)}
          className="block max-w-full truncate rounded-sm text-left text-sm font-medium hover:text-accent-text max-sm:text-md"
        >
          {change.item_name}
        </button>
        <p className="text-xs text-ink-3 sm:truncate">
          {change.sku} · <span className="whitespace-nowrap">{change.price_list}</span>
          <span className="max-sm:hidden"> · {why}</span>
        </p>
        <p className="truncate text-xs text-ink-3 sm:hidden">{why}</p>
      </div>
      <div className="grid justify-items-end sm:contents">
        <p className="nums text-right text-sm">
          {before !== null && (
            <span className="text-ink-3">{format.money(before, currency)} → </span>
          )}
          <span className="font-semibold">{format.money(amount, currency)}</span>
        </p>
        <p
          className={cx(
            "nums text-right text-sm font-medium max-sm:text-xs",
            rises ? "text-up" : "text-down",
          )}
        >
          {percent && format.signedPercentInColumn(percent)}
        </p>
        <p className="max-sm:hidden">{significance && <Significance of={significance} />}</p>
        <p className="nums text-right text-xs whitespace-nowrap text-ink-3">
          <Ago at={change.occurred_at} />
        </p>
      </div>
    </div>
  );
}

const ChangeLine = memo(Line);

/** What became dearer or cheaper lately, in the whole shop. */
export function RecentChanges({ onOpen }: { onOpen: OpenPrice }) {
  const { t } = useI18n();
  const filters = useChangeFilters();
  const query = useInfiniteQuery(recentChangesQuery(filters));
  const changes = rowsOf(query.data);
  if (query.isPending) return <SkeletonRows count={12} className="px-4" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (changes.length === 0) {
    const filtered = isFiltered(filters);
    return (
      <EmptyState
        icon={<TrendingUp className="size-5" strokeWidth={1.75} aria-hidden="true" />}
        title={filtered ? t.prices.noMatchTitle : t.prices.noChangesTitle}
        text={filtered ? t.prices.noMatchText : t.prices.noChangesText}
        action={filtered && <Button onClick={clearFilters}>{t.stock.clearFilters}</Button>}
      />
    );
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-surface">
      <HeldList rows={changes} label={t.prices.viewChanges} rowClassName="border-b border-line">
        {(change) => <ChangeLine change={change} onOpen={onOpen} />}
      </HeldList>
      {query.hasNextPage && (
        <div className="px-3 py-3 sm:px-4">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </div>
  );
}

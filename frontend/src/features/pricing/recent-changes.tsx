"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { TrendingUp } from "lucide-react";
import { memo } from "react";
import { Significance } from "@/components/price/significance";
import { Button } from "@/components/ui/button";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { Ago } from "@/components/ui/time";
import { cx } from "@/lib/dom/cx";
import { compareDecimals } from "@/lib/format/decimal";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { recentChangesQuery } from "./api";
import { clearFilters, isFiltered, useChangeFilters } from "./filters";
import type { PriceChange } from "./types";

type Open = (sku: string, list: string) => void;

function Line({ change, onOpen }: { change: PriceChange; onOpen: Open }) {
  const { t, format } = useI18n();
  const { before, amount, currency, change_percent: percent, significance } = change;
  const rises = before !== null && compareDecimals(amount, before) > 0;
  const why = [change.actor, change.reason].filter(Boolean).join(" · ");
  return (
    <li
      data-testid={`change-${String(change.id)}`}
      className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line px-4 py-2 last:border-0 sm:grid-cols-[minmax(0,1fr)_11rem_4rem_6rem_6rem]"
    >
      <div className="min-w-0">
        <button
          type="button"
          onClick={() => onOpen(change.sku, change.price_list)}
          className="block max-w-full truncate rounded-sm text-left text-sm font-medium hover:text-accent-text"
        >
          {change.item_name}
        </button>
        <p className="truncate text-xs text-ink-3">
          {change.sku} · {change.price_list} · {t.prices.causes[change.cause]} · {why}
        </p>
      </div>
      <p className="nums text-right text-sm">
        {before !== null && <span className="text-ink-3">{format.money(before, currency)} → </span>}
        <span className="font-semibold">{format.money(amount, currency)}</span>
      </p>
      <p
        className={cx(
          "nums text-right text-sm font-medium max-sm:text-left max-sm:text-xs",
          rises ? "text-up" : "text-down",
        )}
      >
        {percent && format.signedPercent(percent)}
      </p>
      <p className="max-sm:hidden">{significance && <Significance of={significance} />}</p>
      <p className="nums text-right text-xs whitespace-nowrap text-ink-3">
        <Ago at={change.occurred_at} />
      </p>
    </li>
  );
}

const ChangeLine = memo(Line);

/** What became dearer or cheaper lately, in the whole shop. */
export function RecentChanges({ onOpen }: { onOpen: Open }) {
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
        title={filtered ? t.stock.noMatchTitle : t.prices.noChangesTitle}
        text={filtered ? t.prices.noMatchText : t.prices.noChangesText}
        action={filtered && <Button onClick={clearFilters}>{t.stock.clearFilters}</Button>}
      />
    );
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-surface">
      <ul aria-label={t.prices.viewChanges} className="mx-auto max-w-6xl">
        {changes.map((change) => (
          <ChangeLine key={change.id} change={change} onOpen={onOpen} />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="mx-auto max-w-6xl px-4 py-3">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </div>
  );
}

"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { PackageOpen, SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";
import { useNearEnd } from "@/lib/query/near-end";
import { useHeldPages } from "@/lib/live/held-pages";
import { useCan } from "@/lib/session/session";
import { latestLevels, levelsQuery } from "./api";
import { clearFilters, isFiltered, useLevelFilters } from "./filters";
import { LevelRows, type LevelRowsProps } from "./level-rows";
import type { MovementValues } from "./movement-schema";
import { UnstockedItems } from "./unstocked-items";

interface Props extends Pick<LevelRowsProps, "selectedSku" | "price" | "onOpen"> {
  /** Opens the dialog of a movement. */
  onRecord: (values: Partial<MovementValues>) => void;
}

function Nothing({ filtered }: { filtered: boolean }) {
  const { t } = useI18n();
  const icon = { className: "size-5", strokeWidth: 1.75, "aria-hidden": true } as const;
  if (!filtered) {
    return (
      <EmptyState
        icon={<PackageOpen {...icon} />}
        title={t.stock.emptyTitle}
        text={t.stock.emptyText}
      />
    );
  }
  return (
    <EmptyState
      icon={<SearchX {...icon} />}
      title={t.stock.noMatchTitle}
      text={t.stock.noMatchText}
      action={<Button onClick={clearFilters}>{t.stock.clearFilters}</Button>}
    />
  );
}

const newest = latestLevels.newest.bind(latestLevels);

/** The live console: every stock level that fits the filters. */
export function LevelTable({ onRecord, ...props }: Props) {
  const filters = useLevelFilters();
  const query = useInfiniteQuery(levelsQuery(filters));
  const { rows: levels, ...held } = useHeldPages({
    data: query.data,
    list: query.isPlaceholderData ? null : JSON.stringify(filters),
    newest,
  });
  const onNearEnd = useNearEnd(query);
  const canWrite = useCan("stock:write");
  const receive = (sku: string) =>
    onRecord({ sku, kind: "receive", location: filters.location ?? "" });

  if (query.isPending)
    return <SkeletonRows count={16} className="min-h-0 flex-1 overflow-hidden bg-surface px-4" />;
  if (query.isError && levels.length === 0) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  const unstocked = query.data?.pages[0]?.unstocked ?? [];
  if (levels.length === 0 && unstocked.length === 0) {
    return <Nothing filtered={isFiltered(filters)} />;
  }
  return (
    <>
      <LevelRows
        {...props}
        levels={levels}
        held={held}
        complete={!query.hasNextPage}
        busy={query.isPlaceholderData}
        onNearEnd={onNearEnd}
      />
      <UnstockedItems
        items={unstocked}
        onOpen={props.onOpen}
        onReceive={canWrite ? receive : null}
      />
    </>
  );
}

"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { HeldList } from "@/components/ui/held-list";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";
import { firstRows } from "@/lib/query/pages";
import { AlertLine } from "./alert-line";
import { alertsQuery } from "./api";
import type { AlertList as ListName } from "./types";

interface Props {
  list: ListName;
  onOpen: (sku: string) => void;
  /** How many a small pane shows; all of them, page by page, without it. */
  limit?: number;
}

function NoAlerts({ list }: { list: ListName }) {
  const { t } = useI18n();
  if (list === "resolved") return <p className="px-4 py-8 text-ink-3">{t.alerts.noneResolved}</p>;
  return (
    <EmptyState
      icon={<BellOff className="size-5" strokeWidth={1.75} aria-hidden="true" />}
      title={t.alerts.emptyTitle}
      text={t.alerts.emptyText}
    />
  );
}

export function AlertList({ list, onOpen, limit = Infinity }: Props) {
  const { t } = useI18n();
  const query = useInfiniteQuery(alertsQuery(list));
  const alerts = firstRows(query.data, limit);
  if (query.isPending) return <SkeletonRows count={4} className="px-4" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (alerts.length === 0) return <NoAlerts list={list} />;
  return (
    <>
      <HeldList rows={alerts} rowClassName="border-b border-line last:border-0">
        {(alert) => <AlertLine alert={alert} onOpen={onOpen} />}
      </HeldList>
      {limit === Infinity && query.hasNextPage && (
        <div className="px-4 py-3">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

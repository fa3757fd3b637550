"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight, Plus, ShieldCheck } from "lucide-react";
import { useCallback } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useRenewal } from "@/components/ui/flash";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { Ago } from "@/components/ui/time";
import { cx } from "@/lib/dom/cx";
import { useShortcut } from "@/lib/dom/shortcut";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { useCan } from "@/lib/session/session";
import { guardsQuery } from "./api";
import { guardName, ruleWords, scopeWords } from "./guard-words";
import { Inheritance } from "./inheritance";
import { ModeBadge } from "./mode-badge";
import type { Guard } from "./types";

interface Props {
  onOpen: (guard: Guard | "new") => void;
}

function Line({ guard, onOpen }: { guard: Guard } & Props) {
  const { t, format } = useI18n();
  const rules = ruleWords(guard, t, format);
  const renewal = useRenewal(guard.version);
  return (
    <li {...renewal} className="border-b border-line last:border-0">
      <button
        type="button"
        onClick={() => onOpen(guard)}
        data-testid={`guard-${String(guard.id)}`}
        className="focus-inset grid w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-3 text-left hover:bg-hover sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_auto_auto]"
      >
        <span className="min-w-0">
          <span className={cx("block truncate font-medium", !guard.active && "text-ink-3")}>
            {guardName(guard, t)}
          </span>
          <span className="block truncate text-xs text-ink-3">{scopeWords(guard, t)}</span>
        </span>
        <span className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-ink-2 max-sm:order-last max-sm:col-span-2">
          {rules.length > 0 ? (
            rules.map((words) => <span key={words}>{words}</span>)
          ) : (
            <span className="text-ink-3">{t.guards.nothingSaid}</span>
          )}
        </span>
        <span className="flex flex-wrap items-center justify-end gap-1.5">
          {guard.is_default && <Badge>{t.guards.isDefault}</Badge>}
          {guard.active ? <ModeBadge mode={guard.mode} /> : <Badge>{t.guards.inactive}</Badge>}
        </span>
        <span className="flex items-center gap-1 text-xs text-ink-3 max-sm:hidden">
          <Ago at={guard.updated_at} className="w-20 text-right" />
          <ChevronRight className="size-4" aria-hidden="true" />
        </span>
      </button>
    </li>
  );
}

function NewGuard({ onOpen }: Props) {
  const { t } = useI18n();
  const open = useCallback(() => onOpen("new"), [onOpen]);
  useShortcut("n", open);
  return (
    <Button variant="primary" aria-keyshortcuts="n" onClick={open}>
      <Plus className="size-4" aria-hidden="true" />
      {t.guards.create}
    </Button>
  );
}

function Lines({ onOpen }: Props) {
  const { t } = useI18n();
  const query = useInfiniteQuery(guardsQuery());
  const guards = rowsOf(query.data);
  if (query.isPending) return <SkeletonRows count={4} className="px-4" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (guards.length === 0) {
    return (
      <EmptyState
        icon={<ShieldCheck className="size-5" strokeWidth={1.75} aria-hidden="true" />}
        title={t.guards.emptyTitle}
        text={t.guards.emptyText}
      />
    );
  }
  return (
    <>
      <ul>
        {guards.map((guard) => (
          <Line key={guard.id} guard={guard} onOpen={onOpen} />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="border-t border-line px-4 py-3">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

/** Every guard, the widest first. */
export function GuardList({ onOpen }: Props) {
  const { t } = useI18n();
  const canWrite = useCan("price:approve");
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-xl text-sm text-pretty text-ink-2">
          {t.guards.intro} {!canWrite && t.guards.readOnly}
        </p>
        {canWrite && <NewGuard onOpen={onOpen} />}
      </div>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        <Lines onOpen={onOpen} />
      </div>
      <Inheritance />
    </div>
  );
}

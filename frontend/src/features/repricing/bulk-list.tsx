"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight, Layers, Plus } from "lucide-react";
import { useCallback } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { Ago } from "@/components/ui/time";
import { useShortcut } from "@/lib/dom/shortcut";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { useCan } from "@/lib/session/session";
import { bulksQuery } from "./api";
import { bulkName, filterWords, ruleWords } from "./bulk-words";
import { StateBadge } from "./state-badge";
import { isRunning, type Bulk } from "./types";

interface Props {
  onOpen: (bulk: Bulk) => void;
  onCreate: () => void;
}

/** What came of it, in one figure. */
function Outcome({ bulk }: { bulk: Bulk }) {
  const { t, format } = useI18n();
  const { state, applied, undone, kept, totals } = bulk;
  if (isRunning(state)) {
    return (
      <Progress
        label={t.repricing.progress[state]}
        done={bulk.done}
        total={bulk.total}
        className="w-full"
      />
    );
  }
  if (state === "applied") return t.repricing.appliedText(format.number(applied));
  if (state === "undone") {
    const words = t.repricing.undoneText(format.number(undone));
    return kept > 0 ? `${words} ${t.repricing.keptText(format.number(kept))}` : words;
  }
  return totals && t.repricing.totals.chosen(format.number(totals.items));
}

function Line({ bulk, onOpen }: { bulk: Bulk } & Pick<Props, "onOpen">) {
  const { t, format } = useI18n();
  const about = [
    bulk.name && filterWords(bulk, t, format),
    bulk.name && ruleWords(bulk, t, format),
    bulk.price_list !== "default" && t.prices.inList(bulk.price_list),
    t.repricing.by(bulk.actor),
  ].filter(Boolean);
  return (
    <li className="border-b border-line last:border-0">
      <button
        type="button"
        onClick={() => onOpen(bulk)}
        data-testid={`bulk-${String(bulk.id)}`}
        data-state={bulk.state}
        className="focus-inset grid w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-3 text-left hover:bg-hover sm:grid-cols-[minmax(0,1fr)_minmax(0,16rem)_8.5rem_6.5rem]"
      >
        <span className="min-w-0">
          <span className="block truncate font-medium">{bulkName(bulk, t, format)}</span>
          <span className="block truncate text-xs text-ink-3">{about.join(" · ")}</span>
        </span>
        <span className="text-xs text-ink-2 max-sm:order-last max-sm:col-span-2">
          <Outcome bulk={bulk} />
        </span>
        <span className="flex justify-end sm:justify-start">
          <StateBadge state={bulk.state} />
        </span>
        <span className="flex items-center justify-end gap-1 text-xs text-ink-3 max-sm:hidden">
          <Ago at={bulk.created_at} />
          <ChevronRight className="size-4" aria-hidden="true" />
        </span>
      </button>
    </li>
  );
}

function Create({ onCreate }: Pick<Props, "onCreate">) {
  const { t } = useI18n();
  const create = useCallback(() => onCreate(), [onCreate]);
  useShortcut("n", create);
  return (
    <Button variant="primary" aria-keyshortcuts="n" onClick={create}>
      <Plus className="size-4" aria-hidden="true" />
      {t.repricing.create}
    </Button>
  );
}

function Lines({ onOpen }: Pick<Props, "onOpen">) {
  const { t } = useI18n();
  const canWrite = useCan("price:write");
  const query = useInfiniteQuery(bulksQuery());
  const bulks = rowsOf(query.data);
  if (query.isPending) return <SkeletonRows count={5} className="px-4" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (bulks.length === 0) {
    return (
      <EmptyState
        icon={<Layers className="size-5" strokeWidth={1.75} aria-hidden="true" />}
        title={t.repricing.emptyTitle}
        text={canWrite ? t.repricing.emptyText : t.repricing.emptyReader}
      />
    );
  }
  return (
    <>
      <ul>
        {bulks.map((bulk) => (
          <Line key={bulk.id} bulk={bulk} onOpen={onOpen} />
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

/** Every change of many prices, the newest on top; each can be come back to. */
export function BulkList({ onOpen, onCreate }: Props) {
  const { t } = useI18n();
  const canWrite = useCan("price:write");
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-2xl text-sm text-pretty text-ink-2">{t.repricing.intro}</p>
        {canWrite && <Create onCreate={onCreate} />}
      </div>
      <div className="rounded-lg border border-line bg-surface">
        <Lines onOpen={onOpen} />
      </div>
    </div>
  );
}

"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Timer } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { HeldList } from "@/components/ui/held-list";
import { Kbd } from "@/components/ui/kbd";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { useCan } from "@/lib/session/session";
import { holdQuery, holdsQuery } from "./api";
import { HoldCard } from "./hold-card";
import { SettleDialog, type Settling } from "./settle-dialog";
import type { Hold, HoldFilter } from "./types";

interface Props {
  filter: HoldFilter;
  /** A hold that the address names: it stands above all others. */
  chosen: number | null;
  onShowAll: () => void;
  onOpen: (sku: string) => void;
}

/** Open holds first; each half keeps its order, the newest on top. */
export function openFirst(holds: readonly Hold[]): Hold[] {
  const isOpen = (hold: Hold) => hold.state === "held";
  return [...holds.filter(isOpen), ...holds.filter((hold) => !isOpen(hold))];
}

function NoHolds({ filter }: { filter: HoldFilter }) {
  const { t } = useI18n();
  if (filter !== "held" && filter !== "all") {
    return <p className="px-1 py-8 text-center text-ink-3">{t.holds.noneSettled}</p>;
  }
  return (
    <EmptyState
      icon={<Timer className="size-5" strokeWidth={1.75} aria-hidden="true" />}
      title={t.holds.emptyTitle}
      text={t.holds.emptyText}
    />
  );
}

interface ChosenProps {
  id: number;
  onShowAll: () => void;
  onSettle: (settling: Settling) => void;
  onOpen: (sku: string) => void;
}

function ChosenHold({ id, onShowAll, onSettle, onOpen }: ChosenProps) {
  const { t } = useI18n();
  const { data: hold, error, refetch } = useQuery(holdQuery(id));
  return (
    <section aria-label={t.holds.chosen} className="mb-5">
      <div className="mb-2 flex items-center justify-between gap-3">
        <h2 className="text-xs font-medium text-ink-3">{t.holds.chosen}</h2>
        <Button size="sm" variant="quiet" onClick={onShowAll}>
          {t.holds.showAll}
        </Button>
      </div>
      {hold && <HoldCard hold={hold} isChosen onSettle={onSettle} onOpen={onOpen} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
    </section>
  );
}

function Keys() {
  const { t } = useI18n();
  const keys = Object.entries({
    C: t.holds.commit,
    X: t.holds.extend,
    R: t.holds.release,
    N: t.holds.create,
  });
  return (
    <p className="mt-4 flex justify-center gap-4 text-2xs text-ink-3 max-sm:hidden">
      {keys.map(([key, words]) => (
        <span key={key} className="inline-flex items-center gap-1.5">
          <Kbd>{key}</Kbd>
          {words}
        </span>
      ))}
    </p>
  );
}

/** Every hold that fits, its time running. */
export function HoldList({ filter, chosen, onShowAll, onOpen }: Props) {
  const { t } = useI18n();
  const canWrite = useCan("stock:write");
  const [settling, setSettling] = useState<Settling | null>(null);
  const query = useInfiniteQuery(holdsQuery(filter));
  const holds = useMemo(
    () => openFirst(rowsOf(query.data)).filter((hold) => hold.id !== chosen),
    [query.data, chosen],
  );
  const list = () => {
    if (query.isPending) return <SkeletonRows count={6} className="px-1" />;
    if (query.isError)
      return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    if (holds.length === 0) return chosen === null && <NoHolds filter={filter} />;
    return (
      <HeldList rows={holds} className="grid gap-3">
        {(hold) => <HoldCard hold={hold} onSettle={setSettling} onOpen={onOpen} />}
      </HeldList>
    );
  };
  return (
    <>
      {chosen !== null && (
        <ChosenHold id={chosen} onShowAll={onShowAll} onSettle={setSettling} onOpen={onOpen} />
      )}
      {list()}
      {query.hasNextPage && (
        <Button
          className="mt-3"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t.common.loadMore}
        </Button>
      )}
      {canWrite && <Keys />}
      <SettleDialog settling={settling} onClose={() => setSettling(null)} />
    </>
  );
}

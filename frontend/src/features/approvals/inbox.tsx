"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { HeldList } from "@/components/ui/held-list";
import { Kbd } from "@/components/ui/kbd";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { useCan } from "@/lib/session/session";
import { proposalQuery, proposalsQuery } from "./api";
import { DecideDialog, type Deciding } from "./decide-dialog";
import { ProposalCard } from "./proposal-card";

interface Props {
  /** Only what this person proposed; null for everybody's. */
  by: string | null;
  /** A proposal that the address names: it stands above all others. */
  chosen: number | null;
  onShowAll: () => void;
  onOpen: (sku: string) => void;
}

interface PartProps extends Props {
  onDecide: (deciding: Deciding) => void;
}

const HEADING = "mb-2 text-xs font-semibold text-ink-2";

function Chosen({ chosen, onShowAll, ...rest }: PartProps & { chosen: number }) {
  const { t } = useI18n();
  const { data: proposal, error, refetch } = useQuery(proposalQuery(chosen));
  return (
    <section aria-label={t.approvals.chosen} className="mb-6">
      <div className="mb-2 flex items-center justify-between gap-3">
        <h2 className="text-xs font-semibold text-ink-2">{t.approvals.chosen}</h2>
        <Button size="sm" variant="quiet" onClick={onShowAll}>
          {t.approvals.showAll}
        </Button>
      </div>
      {proposal && <ProposalCard proposal={proposal} isChosen {...rest} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
    </section>
  );
}

function Cards({ state, ...props }: PartProps & { state: "pending" | "decided" }) {
  const { t, format } = useI18n();
  const isPending = state === "pending";
  const query = useInfiniteQuery(
    proposalsQuery({ state: isPending ? "pending" : "all", by: props.by }),
  );
  const proposals = useMemo(
    () =>
      rowsOf(query.data).filter(
        (each) => (each.state === "pending") === isPending && each.id !== props.chosen,
      ),
    [query.data, isPending, props.chosen],
  );
  if (query.isPending) return <SkeletonRows count={isPending ? 5 : 2} className="px-1" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <section>
      <h2 className={HEADING}>
        {isPending && proposals.length > 0
          ? t.approvals.waitingCount(
              `${format.number(proposals.length)}${query.hasNextPage ? "+" : ""}`,
            )
          : t.approvals[isPending ? "waiting" : "decided"]}
      </h2>
      {proposals.length > 0 && (
        <HeldList rows={proposals} className="grid gap-3">
          {(proposal) => <ProposalCard proposal={proposal} {...props} />}
        </HeldList>
      )}
      {proposals.length === 0 && isPending && props.chosen === null && (
        <EmptyState
          icon={<ShieldCheck className="size-5" strokeWidth={1.75} aria-hidden="true" />}
          title={t.approvals.emptyTitle}
          text={t.approvals.emptyText}
        />
      )}
      {proposals.length === 0 && !isPending && !query.hasNextPage && (
        <p className="py-2 text-sm text-ink-3">{t.approvals.noneDecided}</p>
      )}
      {query.hasNextPage && (
        <Button
          className="mt-3"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t.common.loadMore}
        </Button>
      )}
    </section>
  );
}

function Keys() {
  const { t } = useI18n();
  const keys = Object.entries({ A: t.approvals.approve, R: t.approvals.reject });
  return (
    <p className="flex justify-center gap-4 text-2xs text-ink-3 max-sm:hidden">
      {keys.map(([key, words]) => (
        <span key={key} className="inline-flex items-center gap-1.5">
          <Kbd>{key}</Kbd>
          {words}
        </span>
      ))}
    </p>
  );
}

/** What waits for somebody, the newest on top; below it what became of the others. */
export function ProposalInbox(props: Props) {
  const canApprove = useCan("price:approve");
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const parts: PartProps = { ...props, onDecide: setDeciding };
  return (
    <>
      {props.chosen !== null && <Chosen {...parts} chosen={props.chosen} />}
      <div className="grid gap-7">
        <Cards {...parts} state="pending" />
        {canApprove && <Keys />}
        <Cards {...parts} state="decided" />
      </div>
      <DecideDialog deciding={deciding} onClose={() => setDeciding(null)} onDecide={setDeciding} />
    </>
  );
}

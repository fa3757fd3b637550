"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Copy } from "lucide-react";
import { useState } from "react";
import toast from "react-hot-toast";
import { Button } from "@/components/ui/button";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { Ago } from "@/components/ui/time";
import { useAttempt, wordsForWrite } from "@/lib/api/attempt";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { bulkQuery, useDiscardBulk } from "./api";
import { ApplyDialog } from "./apply-dialog";
import { canApply, canDiscard, canUndo } from "./apply-plan";
import { BulkRows, FIRST_VIEW, type View } from "./bulk-rows";
import { bulkName, filterWords, roundingWords, ruleWords } from "./bulk-words";
import { Outcome } from "./outcome";
import { StateBadge } from "./state-badge";
import { stepOf, Steps } from "./steps";
import { Totals } from "./totals";
import type { Bulk } from "./types";
import { UndoDialog } from "./undo-dialog";

interface Props {
  onClose: () => void;
  onAgain: (bulk: Bulk) => void;
  onOpenItem: (sku: string) => void;
}

function Head({ bulk }: { bulk: Bulk }) {
  const { t, format } = useI18n();
  const about = [
    // Without a name it is called by these already.
    bulk.name && filterWords(bulk, t, format),
    bulk.name && ruleWords(bulk, t, format),
    roundingWords(bulk, t, format),
    bulk.price_list !== "default" && t.prices.inList(bulk.price_list),
    bulk.reason,
  ].filter(Boolean);
  return (
    <div className="min-w-0 flex-1 basis-64">
      <h2 className="flex items-center gap-2 text-lg font-semibold">
        <span className="truncate">{bulkName(bulk, t, format)}</span>
        <StateBadge state={bulk.state} />
      </h2>
      <p className="text-sm text-pretty text-ink-2">{about.join(" · ")}</p>
      <p className="text-xs text-ink-3">
        {t.repricing.by(bulk.actor)} · <Ago at={bulk.created_at} />
      </p>
    </div>
  );
}

function useDiscard(bulk: Bulk) {
  const { t } = useI18n();
  const discard = useDiscardBulk(bulk.id);
  const keyFor = useAttempt();
  const run = () =>
    discard.mutate(
      { idempotencyKey: keyFor(bulk.id, discard.error) },
      {
        onSuccess: () => toast.success(t.repricing.discarded),
        onError: (error) => toast.error(wordsForWrite(error, t)),
      },
    );
  return { run, isPending: discard.isPending };
}

function Actions({ bulk, onAgain }: { bulk: Bulk } & Pick<Props, "onAgain">) {
  const { t } = useI18n();
  const [asking, setAsking] = useState<"apply" | "undo" | null>(null);
  const discard = useDiscard(bulk);
  const close = () => setAsking(null);
  return (
    <div className="flex flex-wrap gap-1.5 max-sm:w-full max-sm:[&>button]:h-10 max-sm:[&>button]:flex-1">
      <Button variant="ghost" onClick={() => onAgain(bulk)}>
        <Copy className="size-3.5" aria-hidden="true" />
        {t.repricing.again}
      </Button>
      {canDiscard(bulk) && (
        <Button busy={discard.isPending} onClick={discard.run}>
          {t.repricing.discard}
        </Button>
      )}
      {bulk.state === "ready" && (
        <Button
          variant="primary"
          disabled={!canApply(bulk.totals)}
          onClick={() => setAsking("apply")}
        >
          {t.repricing.apply}
        </Button>
      )}
      {canUndo(bulk) && <Button onClick={() => setAsking("undo")}>{t.repricing.undo}</Button>}
      {asking === "apply" && bulk.state === "ready" && bulk.totals && (
        <ApplyDialog bulk={bulk} totals={bulk.totals} onClose={close} />
      )}
      {asking === "undo" && <UndoDialog bulk={bulk} onClose={close} />}
    </div>
  );
}

function Whole({ bulk, onAgain, onOpenItem }: { bulk: Bulk } & Omit<Props, "onClose">) {
  const { t } = useI18n();
  const canWrite = useCan("price:write");
  const [view, setView] = useState<View>(FIRST_VIEW);
  const isMade = bulk.state !== "previewing" && bulk.totals !== null;
  return (
    <div className="grid gap-3">
      <div className="rounded-lg border border-line bg-surface">
        <div className="flex flex-wrap items-start gap-3 px-4 py-4 sm:px-5">
          <Head bulk={bulk} />
          {canWrite && <Actions bulk={bulk} onAgain={onAgain} />}
        </div>
        <div className="grid gap-4 px-4 pb-4 empty:hidden sm:px-5">
          <Outcome bulk={bulk} onView={setView} />
        </div>
        {bulk.totals && (
          <section
            aria-label={t.repricing.totals.title}
            className="border-t border-line px-4 py-4 sm:px-5"
          >
            <Totals totals={bulk.totals} currency={bulk.currency} />
          </section>
        )}
      </div>
      {isMade && bulk.totals && bulk.totals.items > 0 && (
        <BulkRows bulk={bulk} view={view} onView={setView} onOpen={onOpenItem} />
      )}
    </div>
  );
}

/** One change of many prices, from its preview to its undoing. */
export function BulkView({ id, onClose, ...rest }: Props & { id: number }) {
  const { t } = useI18n();
  const query = useQuery(bulkQuery(id));
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button size="sm" variant="ghost" onClick={onClose} className="-ml-2">
          <ArrowLeft className="size-3.5" aria-hidden="true" />
          {t.repricing.back}
        </Button>
        {query.data && <Steps current={stepOf(query.data.state)} />}
      </div>
      {query.isPending && <SkeletonRows count={6} className="px-1" />}
      {query.isError && !query.data && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && <Whole bulk={query.data} {...rest} />}
    </div>
  );
}

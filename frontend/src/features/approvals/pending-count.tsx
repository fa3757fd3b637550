"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { useCan, useMe } from "@/lib/session/session";
import { EVERYTHING_PENDING, proposalsQuery } from "./api";

const SHOWN_MAX = 99;

function usePending(isCounted: (proposedBy: string) => boolean): string | null {
  const { data, hasNextPage } = useInfiniteQuery(proposalsQuery(EVERYTHING_PENDING));
  const count = rowsOf(data).filter(({ proposed_by }) => isCounted(proposed_by)).length;
  if (count === 0) return null;
  const shown = Math.min(count, SHOWN_MAX);
  return hasNextPage || count > SHOWN_MAX ? `${String(shown)}+` : String(count);
}

const PILL =
  "nums grid h-4 min-w-4 place-items-center rounded-full px-1 text-[0.625rem] leading-none font-semibold";

/** How many proposals wait, for the tab. */
export function PendingCount() {
  const { t } = useI18n();
  const text = usePending(() => true);
  if (!text) return null;
  return (
    <span title={t.approvals.waiting} className={cx(PILL, "bg-accent-soft text-accent-text")}>
      {text}
    </span>
  );
}

/** How many wait for this person: on the room's sign, for whoever may decide on them. */
export function ToDecideCount() {
  const { t } = useI18n();
  const { email } = useMe();
  const canApprove = useCan("price:approve");
  const text = usePending((proposedBy) => canApprove && proposedBy !== email);
  if (!text) return null;
  return (
    <span
      title={t.approvals.waiting}
      className={cx(
        PILL,
        "absolute -top-1.5 left-2.5 border-2 border-surface bg-accent px-0.5 text-accent-ink",
      )}
    >
      {text}
    </span>
  );
}

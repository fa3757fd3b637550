// What happens when somebody says "apply"? Counted from the totals, for the question before it.
import type { Bulk, BulkTotals } from "./types";

export interface ApplyPlan {
  /** Prices that will be set, or proposed. */
  count: number;
  /** It waits for a second person rather than taking effect. */
  isProposal: boolean;
  /** The reason that is sent for what the guard blocks; null leaves those prices out. */
  overrideReason: string | null;
}

/** `override` is the reason for the blocked ones; null leaves them out. */
export function planOf(totals: BulkTotals, override: string | null): ApplyPlan {
  const changed = totals.raised + totals.lowered;
  const overrides = totals.blocked > 0 && override !== null;
  return {
    count: overrides ? changed : Math.max(0, changed - totals.blocked),
    isProposal: totals.needs_approval > 0 || overrides,
    overrideReason: overrides ? override.trim() : null,
  };
}

/** Nothing can be applied where nothing would change. */
export function canApply(totals: BulkTotals | null): boolean {
  return totals !== null && totals.raised + totals.lowered > 0;
}

/** What was set and is not set back yet; also of one that failed on its way. */
export function canUndo({ state, applied, undone, kept }: Bulk): boolean {
  return (state === "applied" || state === "failed") && applied - undone - kept > 0;
}

/** Closed can be what has set nothing. */
export function canDiscard({ state, applied }: Bulk): boolean {
  return (state === "previewing" || state === "ready" || state === "failed") && applied === 0;
}

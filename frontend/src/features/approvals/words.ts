// How is a proposal named, and how is it said that a decision came too late?
import { toProblem, wordsFor } from "@/lib/api/problem";
import type { Format } from "@/lib/format/format";
import type { Messages } from "@/lib/i18n/messages";
import type { Proposal, ProposalState } from "./types";

/** "A-17: ¥1,980 → ¥198"; for many prices the title that the server gave it. */
export function nameOf(proposal: Proposal, t: Messages, format: Format): string {
  const [line] = proposal.lines;
  if (!line || proposal.lines_total !== 1) return proposal.title;
  const before = line.before ? format.money(line.before, line.currency) : t.approvals.noPriceBefore;
  return `${line.sku}: ${before} → ${format.money(line.amount, line.currency)}`;
}

interface Current {
  state?: ProposalState;
  decided_by?: string | null;
  amount?: string;
  currency?: string;
}

function decidedWords({ state, decided_by }: Current, t: Messages): string {
  const { conflict, states } = t.approvals;
  if (state === "expired") return conflict.expired;
  return state && decided_by ? conflict.decidedAs(states[state], decided_by) : conflict.decided;
}

/** Why a decision was refused, plainly; the refusal may carry what is true now. */
export function refusalWords(error: unknown, t: Messages, format: Format): string {
  const problem = toProblem(error);
  const current = (problem.document.current ?? {}) as Current;
  const { conflict } = t.approvals;
  switch (problem.code) {
    case "stale_version": {
      const { amount, currency } = current;
      const now = amount && currency ? conflict.staleNow(format.money(amount, currency)) : "";
      return `${conflict.stale} ${now}`.trim();
    }
    case "item_archived":
      return conflict.archived;
    case "proposal_decided":
      return decidedWords(current, t);
    case "own_proposal":
      return conflict.own;
    case "proposal_not_found":
      return conflict.gone;
    default:
      return wordsFor(error, t);
  }
}

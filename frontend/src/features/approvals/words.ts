// How is it said that a decision came too late?
import { wordsForWrite } from "@/lib/api/attempt";
import { toProblem } from "@/lib/api/problem";
import type { Format } from "@/lib/format/format";
import type { Messages } from "@/lib/i18n/messages";
import type { ProposalState } from "./types";

/** Refusals after which the same decision can never be taken: what it was about is no more. */
const FINAL = new Set([
  "stale_version",
  "item_archived",
  "price_blocked",
  "proposal_decided",
  "own_proposal",
  "proposal_not_found",
]);
/** Of these, the proposal still waits: somebody has to say no to it. */
const WAITS_ON = new Set(["stale_version", "item_archived", "price_blocked"]);

export function isFinal(error: unknown): boolean {
  return error !== null && FINAL.has(toProblem(error).code);
}

export function waitsOn(error: unknown): boolean {
  return error !== null && WAITS_ON.has(toProblem(error).code);
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
    case "price_blocked":
      return conflict.blocked;
    case "item_archived":
      return conflict.archived;
    case "proposal_decided":
      return decidedWords(current, t);
    case "own_proposal":
      return conflict.own;
    case "proposal_not_found":
      return conflict.gone;
    default:
      return wordsForWrite(error, t);
  }
}

// Under which key is a write sent again? Under the same one while nobody knows what became of it,
// for it may have been done already; under another one after an answer, or when it says something
// else.
import { useState } from "react";
import type { Messages } from "@/lib/i18n/messages";
import { newIdempotencyKey } from "./idempotency";
import { toProblem, wordsFor } from "./problem";

/**
 * True when nobody can say whether it took effect: no answer came, or none that speaks of it. A
 * key in progress means that the first sending is still at work.
 */
export function isUnanswered(error: unknown): boolean {
  const problem = toProblem(error);
  return (
    problem.isTransient ||
    problem.status >= 500 ||
    problem.status === 429 ||
    problem.status === 401 ||
    problem.code === "idempotency_key_in_progress"
  );
}

interface Attempt {
  key: string;
  said: string;
}

/** The writes of one form, one after the other. */
export class Attempts {
  private last: Attempt | null = null;
  /** Nobody knows what became of it, and nothing can have taken effect since. */
  private open: Attempt | null = null;

  /** The key for sending `body`, knowing how the last sending ended: with `error`, or null. */
  keyFor(body: unknown, error: unknown): string {
    if (error === null) this.open = null;
    else if (isUnanswered(error)) this.open = this.last;
    // The refusal of something else has changed nothing: what was open before it still is.
    else if (this.open === this.last) this.open = null;
    const said = JSON.stringify(body);
    this.last = this.open?.said === said ? this.open : { key: newIdempotencyKey(), said };
    return this.last.key;
  }
}

/** Gives the key for sending `body`, knowing how the last sending ended. */
export function useAttempt(): (body: unknown, error: unknown) => string {
  const [attempts] = useState(() => new Attempts());
  return (body, error) => attempts.keyFor(body, error);
}

/** Why a write has not gone through, and whether it may have taken effect all the same. */
export function wordsForWrite(error: unknown, t: Messages): string {
  const { status } = toProblem(error);
  // Whoever is asked to wait or to log in knows that this one was not looked at.
  if (!isUnanswered(error) || status === 429 || status === 401) return wordsFor(error, t);
  const cause = status === 500 ? t.errors.stumbled : wordsFor(error, t);
  return t.errors.inTurn(cause, t.errors.unanswered);
}

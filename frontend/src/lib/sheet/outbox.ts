// What was sent, and is there an answer yet? Until there is one, the same content goes out under
// the same key, so that it takes effect once however often it is sent.
import { newIdempotencyKey } from "@/lib/api/idempotency";
import { toProblem } from "@/lib/api/problem";

export interface Outbox<Body> {
  key: string;
  body: Body;
  /** The line of each row, in the order of the rows. */
  lineIds: number[];
}

/** The key belongs to the content: it is born with it and ends with the answer or an edit. */
export function outboxOf<Body>(body: Body, lineIds: number[]): Outbox<Body> {
  return { key: newIdempotencyKey(), body, lineIds };
}

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

/** The key of a write without lines: the same for the same content, until there is an answer. */
export class KeyKeeper {
  private content = "";
  private key: string | null = null;

  keyFor(content: unknown): string {
    const text = JSON.stringify(content);
    if (this.key === null || text !== this.content) this.key = newIdempotencyKey();
    this.content = text;
    return this.key;
  }

  /** There was an answer: whatever is sent next is something new. */
  settle(): void {
    this.key = null;
  }
}

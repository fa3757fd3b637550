// What was sent, and is there an answer yet? Until there is one, the same content goes out under
// the same key, so that it takes effect once however often it is sent.
import { newIdempotencyKey } from "@/lib/api/idempotency";

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

// Under which key is a write tried again? Under the same one after silence, for then it may have
// been done already; under another one after an answer, or when something else is sent.
import { useRef } from "react";
import { newIdempotencyKey } from "./idempotency";
import { toProblem } from "./problem";

interface Attempt {
  key: string;
  body: string;
}

export function nextAttempt(last: Attempt | null, body: unknown, error: unknown): Attempt {
  const text = JSON.stringify(body);
  const wasSilent = error !== null && toProblem(error).isTransient;
  if (last && wasSilent && last.body === text) return last;
  return { key: newIdempotencyKey(), body: text };
}

/** Gives the key for sending `body`, knowing how the last try ended. */
export function useAttempt(): (body: unknown, error: unknown) => string {
  const last = useRef<Attempt | null>(null);
  return (body, error) => {
    const attempt = nextAttempt(last.current, body, error);
    last.current = attempt;
    return attempt.key;
  };
}

// How long to wait before the next attempt? Exponential with full jitter, so that a thousand
// screens do not come back in the same instant.
// Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/

export const DELAY_MIN_MS = 100;
export const DELAY_MAX_MS = 15_000;
const FIRST_CEILING_MS = 1_000;

/** Delay before attempt number `attempt` (from 0); `random` is in [0, 1). */
export function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(DELAY_MAX_MS, FIRST_CEILING_MS * 2 ** Math.min(attempt, 10));
  return Math.max(DELAY_MIN_MS, Math.round(random * ceiling));
}

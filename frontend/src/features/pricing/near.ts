// Is a price about to change by itself?

const MINUTE_MS = 60_000;
/** A change within this time is worth a sign. */
const NEAR_MS = 48 * 60 * MINUTE_MS;

export function isNear(at: string, now: number): boolean {
  const left = Date.parse(at) - now;
  return left > -MINUTE_MS && left <= NEAR_MS;
}

// Decide which counts are questioned before they are sent.

const LEAST_UNITS = 5;
const LEAST_SHARE = 0.5;
const MANY_UNITS = 1_000;

/**
 * Whether a count is so far from the known balance that a slip is likely: at least 5 units and half
 * of what is known, or at least 1,000 units. Nothing is known of a balance of 0 or below.
 */
export function isDoubtfulCount(known: number, counted: number): boolean {
  if (known <= 0) return false;
  const difference = Math.abs(counted - known);
  return (
    (difference >= LEAST_UNITS && difference >= known * LEAST_SHARE) || difference >= MANY_UNITS
  );
}

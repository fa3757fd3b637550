// Which lines of the ledger belong together, and which of them can still be taken back?
import type { Movement, MovementKind } from "../types";

const REVERSIBLE: ReadonlySet<MovementKind> = new Set([
  "receive",
  "sale",
  "return",
  "adjust",
  "damage",
  "count",
]);

/** Written down so much later that the difference is worth a word. */
const LATE_MS = 2_000;

/** By the line that was taken back: the line that did it. Later lines come first in the ledger. */
export function reversalsOf(movements: readonly Movement[]): Map<number, number> {
  const reversals = new Map<number, number>();
  for (const { id, reverses_id } of movements) if (reverses_id) reversals.set(reverses_id, id);
  return reversals;
}

/**
 * Reversals, holds and transfers are taken back in other ways, and a line that balances a count
 * goes with what it balances.
 */
export function canTakeBack(movement: Movement, reversals: ReadonlyMap<number, number>): boolean {
  const { id, kind, reverses_id, hold_id, transfer_id, count_id } = movement;
  if (!REVERSIBLE.has(kind) || reversals.has(id)) return false;
  return !reverses_id && !hold_id && !transfer_id && !count_id;
}

export function isLate({ occurred_at, recorded_at }: Movement): boolean {
  return Math.abs(Date.parse(recorded_at) - Date.parse(occurred_at)) > LATE_MS;
}

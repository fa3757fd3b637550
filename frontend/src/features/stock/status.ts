// When is a level low, sold out or too full? The same rule as the server's, for the moment between
// a click and its answer.
import type { DirectKind, Level, LevelStatus } from "./types";

type Figures = Pick<Level, "available" | "reorder_point" | "target_level">;

export function statusOf({ available, reorder_point, target_level }: Figures): LevelStatus {
  if (available <= 0) return "out";
  if (reorder_point !== null && available <= reorder_point) return "low";
  if (target_level !== null && available > target_level) return "over";
  return "ok";
}

const OUTGOING: ReadonlySet<DirectKind> = new Set(["sale", "damage"]);

/** What a movement does to `on_hand`: the kind decides the sign, except for `adjust`. */
export function signedDelta(kind: DirectKind, quantity: number): number {
  return OUTGOING.has(kind) ? -quantity : quantity;
}

/** The level as it will be, at the version that it still has: any word of the server is newer. */
export function moved(level: Level, delta: number): Level {
  const on_hand = level.on_hand + delta;
  const available = level.available + delta;
  return { ...level, on_hand, available, status: statusOf({ ...level, available }) };
}

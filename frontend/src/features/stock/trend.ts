// How many were there after each of the latest movements? Read backwards from what is there now.
import type { Movement } from "./types";

export interface TrendPoint {
  at: number;
  value: number;
}

/** `movements` newest first; `onHand` is the sum over all places right now. */
export function trendOf(movements: readonly Movement[], onHand: number): TrendPoint[] {
  const points: TrendPoint[] = [];
  let value = onHand;
  for (const movement of movements) {
    points.push({ at: Date.parse(movement.recorded_at), value });
    value -= movement.delta_on_hand;
  }
  const oldest = points.at(-1);
  if (oldest) points.push({ at: oldest.at - 1, value });
  return points.reverse();
}

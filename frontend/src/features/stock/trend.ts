// How many were there after each of the latest movements? Read backwards from what is there now.
import type { Movement } from "./types";

export interface TrendPoint {
  at: number;
  value: number;
}

const latestFirst = (a: Movement, b: Movement) =>
  Date.parse(b.occurred_at) - Date.parse(a.occurred_at) || b.id - a.id;

/** By the time at which things happened; `onHand` is the sum over all places right now. */
export function trendOf(movements: readonly Movement[], onHand: number): TrendPoint[] {
  const points: TrendPoint[] = [];
  let value = onHand;
  for (const movement of movements.toSorted(latestFirst)) {
    points.push({ at: Date.parse(movement.occurred_at), value });
    value -= movement.delta_on_hand;
  }
  const oldest = points.at(-1);
  if (oldest) points.push({ at: oldest.at - 1, value });
  return points.reverse();
}

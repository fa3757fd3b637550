// How do movements and holds add up to the figures of a level?
import type { Explanation, MovementKind } from "../types";

export interface Part {
  kind: MovementKind;
  movements: number;
  delta: number;
}

export interface Sums {
  /** What was counted last, or 0 where nothing ever was. */
  start: number;
  parts: Part[];
  /** `start` and all parts: what is on hand. */
  onHand: number;
  held: number;
  available: number;
  /** False while a change is on its way to only a part of the answer. */
  agrees: boolean;
}

/** Kinds that only promise units and move none; the holds tell of those. */
const PROMISES: ReadonlySet<MovementKind> = new Set(["reserve", "release"]);

export function sumsOf({ level, count, parts, holds }: Explanation): Sums {
  const start = count?.counted ?? 0;
  const moving = parts.filter((part) => !PROMISES.has(part.kind));
  const onHand = moving.reduce((sum, part) => sum + part.delta_on_hand, start);
  const held = holds.reduce((sum, hold) => sum + hold.quantity, 0);
  return {
    start,
    parts: moving.map(({ kind, movements, delta_on_hand }) => ({
      kind,
      movements,
      delta: delta_on_hand,
    })),
    onHand,
    held,
    available: onHand - held,
    agrees: onHand === level.on_hand && held === level.reserved,
  };
}

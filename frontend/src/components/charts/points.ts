// Which points does a chart of steps have?

export interface StepPoint {
  at: number;
  value: number;
}

/** Share of the width for which the last value is drawn at least, so that a new step shows. */
const TAIL = 0.03;

/** The points, with the last value holding until `now`. */
export function heldUntil(points: readonly StepPoint[], now: number): StepPoint[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const tail = last.at + Math.max((last.at - first.at) * TAIL, 1);
  return [...points, { at: Math.max(now, tail), value: last.value }];
}

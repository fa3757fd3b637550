// Which points does a chart of steps have?

export interface StepPoint {
  at: number;
  value: number;
  /** A second line, drawn thin and dashed: what the first one is measured against. */
  against?: number;
}

/** A stretch of time that is shaded. */
export interface StepWindow {
  from: number;
  to: number;
  /** Not yet, or not really: drawn fainter. */
  faint: boolean;
}

/** Share of the width for which the last value is drawn at least, so that a new step shows. */
const TAIL = 0.03;
/** Share of the width that what is to come may take at most. */
const AHEAD = 0.35;

/** The points, with the last value holding until `now`. */
export function heldUntil(points: readonly StepPoint[], now: number): StepPoint[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const tail = last.at + Math.max((last.at - first.at) * TAIL, 1);
  return [...points, { ...last, at: Math.max(now, tail) }];
}

/**
 * From the first point to the last, and on to the windows that are still to come, as far as they
 * leave room for what was.
 */
export function reachOf(
  points: readonly StepPoint[],
  windows: readonly StepWindow[],
): [number, number] {
  const [from, until] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const latest = windows.reduce((end, { to }) => Math.max(end, to), until);
  const most = until + (until - from) * (AHEAD / (1 - AHEAD));
  return [from, Math.min(latest, most)];
}

/** The windows as far as they lie in what the chart shows. */
export function clipped(
  windows: readonly StepWindow[],
  [from, to]: readonly [number, number],
): StepWindow[] {
  return windows
    .filter((window) => window.to > from && window.from < to)
    .map((window) => ({
      ...window,
      from: Math.max(window.from, from),
      to: Math.min(window.to, to),
    }));
}

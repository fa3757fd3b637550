// At which figures does an axis say something? At round ones that are evenly apart.

const STEPS = [1, 2, 2.5, 5, 10, 20, 50];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TIME_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => (minutes * HOUR) / 60),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 4, 7, 14, 30, 60, 91, 182, 365, 730, 1_825].map((days) => days * DAY),
];

/** Round figures around a stretch of values, at most `count` stretches of them. */
export function roundTicks(low: number, high: number, count: number): number[] {
  const rough = Math.max((high - low) / count, Number.EPSILON);
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = STEPS.map((each) => each * size).find(
    (each) => Math.ceil(high / each) - Math.floor(low / each) <= count,
  );
  if (step === undefined) return [low, high];
  const first = Math.floor(low / step);
  // Multiples of a step like 0.1 carry dust in their last digits.
  return Array.from({ length: Math.ceil(high / step) - first + 1 }, (_, at) =>
    Number(((first + at) * step).toPrecision(12)),
  );
}

/** Round moments of the reader's clock within a stretch of time, at most `count`. */
export function timeTicks(from: number, to: number, count: number): number[] {
  const step = TIME_STEPS.find((each) => (to - from) / each <= count - 1) ?? to - from;
  const start = new Date(from);
  const ticks: number[] = [];
  for (let at = 0; ticks.length < count && at <= (to - from) / step + DAY / step + 1; at += 1) {
    const midnight = new Date(start).setHours(0, 0, 0, 0);
    const tick =
      step < DAY
        ? midnight + at * step
        : new Date(midnight).setDate(start.getDate() + at * Math.round(step / DAY));
    if (tick > to) break;
    if (tick >= from) ticks.push(tick);
  }
  return ticks;
}

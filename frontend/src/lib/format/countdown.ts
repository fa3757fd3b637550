// How long is it still, in a few characters that do not jump?

export interface TimeLeft {
  /** Whole seconds, rounded up: 0 only when the time is really over. */
  seconds: number;
  /** "4:12", "3:04:12"; null from a day on, where words are better. */
  clock: string | null;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const two = (value: number) => String(value).padStart(2, "0");

export function timeLeft(until: string, now: number): TimeLeft {
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1_000));
  if (seconds >= DAY) return { seconds, clock: null };
  const hours = Math.floor(seconds / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const rest = two(seconds % MINUTE);
  const clock =
    hours > 0 ? `${String(hours)}:${two(minutes)}:${rest}` : `${String(minutes)}:${rest}`;
  return { seconds, clock };
}

export function daysAndHours(seconds: number): { days: number; hours: number } {
  return { days: Math.floor(seconds / DAY), hours: Math.floor((seconds % DAY) / HOUR) };
}

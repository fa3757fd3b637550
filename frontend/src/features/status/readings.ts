// How went the figures of the status lately? Each answer leaves one reading, for the small charts.
import type { Status } from "./types";

export interface Reading {
  /** The server's time of the answer, ms since 1970. */
  at: number;
  /** Sum of the newest seqs over all channels, of one epoch each. */
  heads: number;
  epochs: string;
  waiting: number;
  /** p99 from commit to socket of each channel, ms. */
  lags: Readonly<Record<string, number | null>>;
}

/** Five minutes of an answer every two seconds. */
export const READINGS_MAX = 150;

/** The charts begin with so many places and grow with what is known. */
const PLACES_MIN = 30;

export function placesFor(readings: readonly Reading[]): number {
  return Math.max(PLACES_MIN, readings.length);
}

export function readingOf(status: Status): Reading {
  const { channels, outbox } = status;
  return {
    at: Date.parse(status.at),
    heads: channels.reduce((sum, { head }) => sum + head, 0),
    epochs: channels.map(({ epoch }) => epoch).join(),
    waiting: outbox.waiting,
    lags: Object.fromEntries(channels.map(({ channel, lag }) => [channel, lag.p99_ms])),
  };
}

export function remembered(before: readonly Reading[], status: Status): readonly Reading[] {
  return [...before, readingOf(status)].slice(-READINGS_MAX);
}

/** Changes a second between each reading and the one before it; null where that can't be said. */
export function ratesOf(readings: readonly Reading[]): (number | null)[] {
  return readings.map((reading, index) => {
    const before = readings[index - 1];
    if (!before || before.epochs !== reading.epochs) return null;
    const seconds = (reading.at - before.at) / 1000;
    const count = reading.heads - before.heads;
    return seconds > 0 && count >= 0 ? count / seconds : null;
  });
}

/** The slowest channel of each reading, ms. */
export function slowestOf(readings: readonly Reading[]): (number | null)[] {
  return readings.map(({ lags }) => highest(Object.values(lags)));
}

export function highest(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>(
    (max, value) => (value === null ? max : Math.max(max ?? 0, value)),
    null,
  );
}

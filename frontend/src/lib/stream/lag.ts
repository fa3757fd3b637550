// How old were the changes of the last minute when they were painted? Counted in bins, so that it
// costs the same memory for one change and for a million.

export interface Lag {
  /** Changes that were painted in the last minute. */
  count: number;
  /** Half of them were younger, to about 4 %; null without any. */
  p50Ms: number | null;
  worstMs: number | null;
}

const SECONDS = 60;
const BINS = 192;
const RATIO = 1.08; // The bins reach from 1 ms to about 40 minutes.

function binOf(ms: number): number {
  if (ms <= 1) return 0;
  return Math.min(BINS - 1, Math.ceil(Math.log(ms) / Math.log(RATIO)));
}

/** The middle of a bin, ms. */
function middleOf(bin: number): number {
  return bin === 0 ? 1 : RATIO ** (bin - 0.5);
}

/** A ring of one-second counters. */
export class LagMeter {
  private readonly bins = new Uint32Array(SECONDS * BINS);
  private readonly counts = new Uint32Array(SECONDS);
  private readonly worst = new Float64Array(SECONDS);
  private readonly second = new Float64Array(SECONDS).fill(-Infinity);

  /** `lagMs` below zero, which only an error of the clocks can be, counts as zero. */
  note(lagMs: number, now: number): void {
    const lag = Math.max(0, lagMs);
    const slot = this.slotOf(Math.floor(now / 1000));
    const bin = slot * BINS + binOf(lag);
    this.bins[bin] = (this.bins[bin] ?? 0) + 1;
    this.counts[slot] = (this.counts[slot] ?? 0) + 1;
    this.worst[slot] = Math.max(this.worst[slot] ?? 0, lag);
  }

  read(now: number): Lag {
    const oldest = Math.floor(now / 1000) - SECONDS + 1;
    const sums = new Uint32Array(BINS);
    let count = 0;
    let worst = 0;
    for (let slot = 0; slot < SECONDS; slot += 1) {
      if ((this.second[slot] ?? -Infinity) < oldest) continue;
      count += this.counts[slot] ?? 0;
      worst = Math.max(worst, this.worst[slot] ?? 0);
      for (let bin = 0; bin < BINS; bin += 1) {
        sums[bin] = (sums[bin] ?? 0) + (this.bins[slot * BINS + bin] ?? 0);
      }
    }
    if (count === 0) return { count, p50Ms: null, worstMs: null };
    return { count, p50Ms: Math.min(worst, medianOf(sums, count)), worstMs: worst };
  }

  /** The slowest change of each second of the last minute, ms, oldest first; null without any. */
  bySecond(now: number): (number | null)[] {
    const newest = Math.floor(now / 1000);
    return Array.from({ length: SECONDS }, (_, index) => {
      const second = newest - SECONDS + 1 + index;
      const slot = ((second % SECONDS) + SECONDS) % SECONDS;
      return this.second[slot] === second ? (this.worst[slot] ?? null) : null;
    });
  }

  /** The counters of this second, emptied of what they held a minute ago. */
  private slotOf(second: number): number {
    const slot = second % SECONDS;
    if (this.second[slot] !== second) {
      this.second[slot] = second;
      this.counts[slot] = 0;
      this.worst[slot] = 0;
      this.bins.fill(0, slot * BINS, (slot + 1) * BINS);
    }
    return slot;
  }
}

function medianOf(sums: Uint32Array, count: number): number {
  let seen = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    seen += sums[bin] ?? 0;
    if (seen * 2 >= count) return middleOf(bin);
  }
  return middleOf(BINS - 1);
}

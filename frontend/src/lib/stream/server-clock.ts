// What time is it at the server? A `ping` goes out, its `pong` says the server's time, and half of
// the round trip lies between the two. The quickest of the last few rounds knows it best.
// Source: D. L. Mills, RFC 5905, section 10 (the clock filter).

interface Sample {
  /** The server's clock less this page's, ms. */
  offset: number;
  roundTrip: number;
}

/** At the start of a connection so many rounds follow each other, then one a minute. */
const FIRST_ROUNDS = 4;
const KEPT = 8;
const EVERY_MS = 60_000;
const SLOW_MS = 10_000;

/** All times of the page are of one steady clock, ms. */
export class ServerClock {
  private samples: Sample[] = [];
  /** When the pings went out whose answers are still to come; these come in the same order. */
  private waiting: number[] = [];
  private askedAt: number | null = null;

  /** True when it is time to ask; a round that was not answered for long does not block the next. */
  isDue(now: number): boolean {
    if (this.askedAt === null) return true;
    const passed = now - this.askedAt;
    if (this.waiting.length > 0) return passed >= SLOW_MS;
    return this.samples.length < FIRST_ROUNDS || passed >= EVERY_MS;
  }

  asked(now: number): void {
    this.waiting.push(now);
    this.askedAt = now;
  }

  /** `at`: the server's time in its answer, ms since 1970. */
  answered(at: number, now: number): void {
    const sentAt = this.waiting.shift();
    if (sentAt === undefined || Number.isNaN(at)) return;
    const roundTrip = now - sentAt;
    const offset = at - (sentAt + roundTrip / 2);
    this.samples = [...this.samples, { offset, roundTrip }].slice(-KEPT);
  }

  /** After a new connection, or when the page's own clock stood still. */
  forget(): void {
    this.samples = [];
    this.waiting = [];
    this.askedAt = null;
  }

  /** The newest round trip, ms; null before the first. */
  get roundTripMs(): number | null {
    return this.samples.at(-1)?.roundTrip ?? null;
  }

  /** The server's time at the page's moment `now`, ms since 1970; null before the first answer. */
  timeAt(now: number): number | null {
    const [first, ...rest] = this.samples;
    if (!first) return null;
    const best = rest.reduce((a, b) => (b.roundTrip < a.roundTrip ? b : a), first);
    return now + best.offset;
  }
}

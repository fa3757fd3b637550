// What may the badge say? Pure: from what was heard and when, to one of a few honest words.
import type { Channel } from "./protocol";
import type { Phase } from "./subscription";

export type StreamStatus =
  | { state: "live" }
  | { state: "catching-up" }
  /** Live but for these channels, which the server refuses. */
  | { state: "partial"; refused: readonly Channel[] }
  /** `since`: when the last word came, ms since 1970; null when none ever did. */
  | { state: "stale"; since: number | null };

/** Moments of the page's steady clock, ms, but for `heardAt`. */
export interface Heard {
  /** When the page began to listen. */
  startedAt: number;
  /** When the last message of any kind came; null before the first. */
  lastAt: number | null;
  /** The same by the clock on the wall, ms since 1970. */
  heardAt: number | null;
  /** When the socket was lost; null while it is open. */
  lostAt: number | null;
  /** When the server was asked whether it is there, without an answer yet. */
  askedAt: number | null;
  /** The page has slept; whether anybody is still there will show with the next word. */
  inDoubt: boolean;
  heartbeatMs: number;
}

export interface Followed {
  channel: Channel;
  phase: Phase;
  isReloading: boolean;
}

/** Silence of this many heartbeats means that nobody is there: seen half a second later at most,
 * and so within 25 s of heartbeats of 10 s. */
export const MISSED_MAX = 2.4;
/** After this many, a page that nobody looks at asks whether the server is there. */
export const MISSED_SOME = 1.3;
/** A page that is looked at asks after this much silence, ms. With `ANSWER_MAX_MS` and a tick it
 * says within 5 s that a cable was cut. */
export const ASK_AFTER_MS = 1_800;
/** A question without an answer for so long means that the screen may be stale, ms. */
export const ANSWER_MAX_MS = 2_200;
/** A lost socket gets this long to come back before the badge says stale, ms. */
export const GRACE_MS = 1_200;
/** Until `hello` tells the server's own figure, ms. */
export const HEARTBEAT_DEFAULT_MS = 10_000;

export function silenceLimit(heartbeatMs: number): number {
  return heartbeatMs * MISSED_MAX;
}

export function statusOf(heard: Heard, all: readonly Followed[], now: number): StreamStatus {
  const lostFor = heard.lostAt === null ? 0 : now - heard.lostAt;
  const silentFor = now - (heard.lastAt ?? heard.startedAt);
  const unansweredFor = heard.askedAt === null ? 0 : now - heard.askedAt;
  const isSilent = silentFor > silenceLimit(heard.heartbeatMs) || unansweredFor > ANSWER_MAX_MS;
  if (lostFor > GRACE_MS || isSilent) {
    return { state: "stale", since: heard.heardAt };
  }
  if (heard.lostAt !== null || heard.inDoubt) return { state: "catching-up" };
  const following = all.filter(({ phase }) => phase !== "refused");
  if (following.some(({ phase, isReloading }) => phase !== "live" || isReloading)) {
    return { state: "catching-up" };
  }
  if (following.length === all.length) return { state: "live" };
  const refused = all.filter(({ phase }) => phase === "refused").map(({ channel }) => channel);
  return { state: "partial", refused };
}

export function sameStatus(a: StreamStatus, b: StreamStatus): boolean {
  if (a.state === "stale" && b.state === "stale") return a.since === b.since;
  if (a.state === "partial" && b.state === "partial") return a.refused.join() === b.refused.join();
  return a.state === b.state;
}

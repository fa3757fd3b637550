// What may the badge say? Pure: from what was heard and when, to one of three honest words.
import type { Phase } from "./subscription";

export type StreamStatus =
  { state: "live" } | { state: "catching-up" } | { state: "stale"; since: number | null };

export interface Heard {
  /** When the page began to listen, ms. */
  startedAt: number;
  /** When the last message of any kind came, ms; null before the first. */
  lastAt: number | null;
  /** When the socket was lost, ms; null while it is open. */
  lostAt: number | null;
  heartbeatMs: number;
}

/** Silence of this many heartbeats means that nobody is there. */
export const MISSED_MAX = 2.5;
/** A lost socket gets this long to come back before the badge says stale, ms. */
export const GRACE_MS = 1_200;
/** Until `hello` tells the server's own figure, ms. */
export const HEARTBEAT_DEFAULT_MS = 10_000;

export function silenceLimit(heartbeatMs: number): number {
  return heartbeatMs * MISSED_MAX;
}

export function statusOf(
  heard: Heard,
  phases: Iterable<Phase>,
  reloading: boolean,
  now: number,
): StreamStatus {
  const lostFor = heard.lostAt === null ? 0 : now - heard.lostAt;
  const silentFor = now - (heard.lastAt ?? heard.startedAt);
  if (lostFor > GRACE_MS || silentFor > silenceLimit(heard.heartbeatMs)) {
    return { state: "stale", since: heard.lastAt };
  }
  if (heard.lostAt !== null || reloading) return { state: "catching-up" };
  for (const phase of phases) if (phase !== "live") return { state: "catching-up" };
  return { state: "live" };
}

export function sameStatus(a: StreamStatus, b: StreamStatus): boolean {
  if (a.state === "stale" && b.state === "stale") return a.since === b.since;
  return a.state === b.state;
}

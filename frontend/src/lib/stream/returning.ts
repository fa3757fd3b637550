// The socket was closed: when does one come back, and what has to happen first?
import { backoff } from "./backoff";

export interface Return {
  afterMs: number;
  /** The session may be over or another one: ask who is logged in. */
  asksWho: boolean;
  /** What may be seen has changed, so nothing that is on the screen counts any more. */
  forgets: boolean;
  /** Something has to be mended, so also somebody who looks at the page does not hurry it. */
  isPatient: boolean;
}

const FULL = 1013;
const PERMISSIONS = 4009;
const SESSION = new Set([4401, 4403]);
/** A message that the server could not take (RFC 6455); sending it again would not help. */
const NOT_TAKEN = new Set([1002, 1003, 1007, 1009, 1010]);
/** From here on the server says: not before something has been mended. */
const MENDING = 4400;

const FULL_MIN_MS = 2_000;
const PATIENT_MIN_MS = 15_000;
const PATIENT_MAX_MS = 60_000;
/** A server that wants its clients away for longer will be found sooner. */
const RETRY_AFTER_MAX_MS = 60_000;

function patience(attempt: number, random: number): number {
  const ceiling = Math.min(PATIENT_MAX_MS, PATIENT_MIN_MS * 2 ** Math.min(attempt, 10));
  return Math.round(PATIENT_MIN_MS + random * (ceiling - PATIENT_MIN_MS / 2));
}

/**
 * What to do about close code `code`. `retryAfterMs` is what the server asked for in its `bye`, null
 * without one; `attempt` counts the returns that led to nothing; `random` is in [0, 1).
 */
export function returnAfter(
  code: number,
  retryAfterMs: number | null,
  attempt: number,
  random: number,
): Return {
  const asksWho = SESSION.has(code) || code === PERMISSIONS;
  const forgets = code === PERMISSIONS;
  const isPatient = NOT_TAKEN.has(code) || (code >= MENDING && !SESSION.has(code));
  if (isPatient) return { afterMs: patience(attempt, random), asksWho, forgets, isPatient };
  const usual = backoff(attempt, random);
  let afterMs = code === FULL ? FULL_MIN_MS + 2 * usual : usual;
  if (retryAfterMs !== null) {
    // Times that differ from client to client are already jitter; only failures add more.
    afterMs = Math.max(Math.min(retryAfterMs, RETRY_AFTER_MAX_MS), attempt > 0 ? usual : 0);
  }
  return { afterMs, asksWho, forgets, isPatient };
}

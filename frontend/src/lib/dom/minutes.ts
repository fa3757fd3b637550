// What time is it, to the minute? One clock for everything on the page that says what is near.
import { useSyncExternalStore } from "react";

const MINUTE_MS = 60_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;

function tick(): void {
  now = Date.now();
  listeners.forEach((each) => each());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    timer = setInterval(tick, MINUTE_MS);
    if (Date.now() - now >= MINUTE_MS) tick();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || !timer) return;
    clearInterval(timer);
    timer = null;
  };
}

const current = () => now;

/** The present moment, ms since 1970, renewed once a minute. */
export function useMinutes(): number {
  return useSyncExternalStore(subscribe, current, current);
}

import { useSyncExternalStore } from "react";
import { useI18n } from "@/lib/i18n/provider";

const TICK_MS = 10_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;

/** One clock for all relative times on the page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    listeners.forEach((each) => each());
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || !timer) return;
    clearInterval(timer);
    timer = null;
  };
}

function useNow(): number {
  return useSyncExternalStore(
    subscribe,
    () => now,
    () => now,
  );
}

/** "3 min. ago", with the exact moment for whoever points at it. */
export function Ago({ at, className }: { at: string; className?: string }) {
  const { format } = useI18n();
  const moment = useNow();
  return (
    <time dateTime={at} title={format.dateTime(at)} className={className}>
      {format.ago(at, Math.max(moment, Date.parse(at)))}
    </time>
  );
}

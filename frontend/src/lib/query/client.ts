// What does the browser remember, and for how long? The stream keeps it true, so nothing is asked
// again merely because time has passed.
import { notifyManager, QueryClient } from "@tanstack/react-query";
import { toProblem } from "@/lib/api/problem";

const RETRIES_MAX = 2;

function retry(failures: number, error: unknown): boolean {
  return failures < RETRIES_MAX && toProblem(error).isTransient;
}

export function createQueryClient(): QueryClient {
  // What is written in an animation frame is rendered, and so painted, in that same frame.
  notifyManager.setScheduler(queueMicrotask);
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry,
        networkMode: "always",
      },
      // A write carries its idempotency key, so asking again after silence does it once.
      mutations: { retry, retryDelay: 400, networkMode: "always" },
    },
  });
}

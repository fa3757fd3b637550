// What does a feature do with the stream? It names a channel, patches its cache, and says which
// queries to fetch again when the place in the feed was lost.
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { toProblem } from "@/lib/api/problem";
import type { Change, Channel } from "@/lib/stream/protocol";

export interface LiveRoom {
  channel: Channel;
  apply: (client: QueryClient, changes: Change[]) => void;
  keys: readonly QueryKey[];
  /** Drops what was heard: after the place was lost, an older word may be the true one. */
  forget?: () => void;
}

/**
 * Fetches everything of these rooms that is on the screen; what is not is marked stale. Rejects when
 * the server could not answer for a part of it: then the screen is not live yet.
 */
export async function reload(client: QueryClient, rooms: readonly LiveRoom[]): Promise<void> {
  for (const room of rooms) room.forget?.();
  const keys = rooms.flatMap((room) => room.keys);
  // Also a first answer that is on its way: it may have been read before the place in the feed.
  await Promise.all(keys.map((queryKey) => client.cancelQueries({ queryKey })));
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  const cache = client.getQueryCache();
  const shown = keys.flatMap((queryKey) => cache.findAll({ queryKey, type: "active" }));
  const unanswered = shown.find(({ state }) => {
    const { status } = toProblem(state.error);
    return state.status === "error" && (status === 0 || status >= 500);
  });
  if (unanswered) throw unanswered.state.error ?? new Error("a part could not be loaded");
}

/** Asks again for everything on the screen that could not be had while the server was away. */
export function askAgain(client: QueryClient): Promise<void> {
  return client.refetchQueries({
    type: "active",
    predicate: ({ state }) => state.status === "error" && toProblem(state.error).isTransient,
  });
}

// What does a feature do with the stream? It names a channel, patches its cache, and says which
// queries to fetch again when the place in the feed was lost.
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Change, Channel } from "./protocol";

export interface LiveRoom {
  channel: Channel;
  apply: (client: QueryClient, changes: Change[]) => void;
  keys: readonly QueryKey[];
}

/** Fetches everything of these rooms that is on the screen; what is not is marked stale. */
export async function reload(client: QueryClient, rooms: readonly LiveRoom[]): Promise<void> {
  const keys = rooms.flatMap((room) => room.keys);
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

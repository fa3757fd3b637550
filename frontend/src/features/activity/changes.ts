// What does a frame of `inventory:updates` add to the list of what happened?
import type { QueryClient } from "@tanstack/react-query";
import { bounded } from "@/lib/query/bounded";
import { prependRows, type Pages } from "@/lib/query/pages";
import type { Change } from "@/lib/stream/protocol";
import type { LiveRoom } from "@/lib/live/room";
import { activityKeys, heardMovements } from "./api";
import type { Kind, Movement } from "./types";

function movementOf(change: Change): Movement[] {
  const { movement } = change.cause as { movement?: Movement };
  return movement ? [movement] : [];
}

export function applyActivity(client: QueryClient, changes: readonly Change[]): void {
  const news = changes.flatMap(movementOf).sort((a, b) => b.id - a.id);
  if (news.length === 0) return;
  for (const movement of news) heardMovements.note(movement);
  const lists = client.getQueryCache().findAll({ queryKey: activityKeys.all });
  for (const { queryKey } of lists) {
    const kind = queryKey[1] as Kind | null;
    const fitting = kind ? news.filter((movement) => movement.kind === kind) : news;
    client.setQueryData<Pages<Movement>>(queryKey, (data) =>
      bounded(client, queryKey, prependRows(data, fitting)),
    );
  }
}

export const activityRoom: LiveRoom = {
  channel: "inventory:updates",
  apply: applyActivity,
  keys: [activityKeys.all],
  forget: () => {
    heardMovements.clear();
  },
};

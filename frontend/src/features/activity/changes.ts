// What does a frame of `inventory:updates` add to the list of what happened?
import type { QueryClient } from "@tanstack/react-query";
import { prependRows, rowsOf, type Pages } from "@/lib/query/pages";
import type { Change } from "@/lib/stream/protocol";
import type { LiveRoom } from "@/lib/live/room";
import { activityKeys, heardMovements } from "./api";
import type { Kind, Movement } from "./types";

/** A screen left open for a day must not hold the day: beyond this the list begins anew. */
const ROWS_MAX = 1_000;
const ROWS_KEPT = 200;

function movementOf(change: Change): Movement[] {
  const { movement } = change.cause as { movement?: Movement };
  return movement ? [movement] : [];
}

/** Cuts the tail and its cursor together, so that "show more" goes on without a hole. */
function bounded(client: QueryClient, kind: Kind | null, data: Pages<Movement> | undefined) {
  const rows = rowsOf(data);
  if (!data || rows.length <= ROWS_MAX) return data;
  setTimeout(() => void client.invalidateQueries({ queryKey: activityKeys.list(kind) }));
  return {
    pages: [{ items: rows.slice(0, ROWS_KEPT), next_cursor: null }],
    pageParams: [null],
  };
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
      bounded(client, kind, prependRows(data, fitting)),
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

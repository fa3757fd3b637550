// How many of an item can be sold, over all places? Kept true by the frames of the stock.
import { queryOptions, type QueryClient } from "@tanstack/react-query";
import type { LiveRoom } from "@/lib/live/room";
import { Latest, mergeByVersion } from "@/lib/query/merge";
import type { Change } from "@/lib/stream/protocol";
import { loadUnits } from "./batch";
import { unitKeys } from "./keys";
import type { Units } from "./types";

/** What was heard lately: an answer that was read earlier but comes later must not undo it. */
const latestUnits = new Latest<Units>();

function withUnits(known: readonly Units[], news: readonly Units[]): Units[] {
  const byId = new Map(known.map((each) => [each.id, each]));
  for (const each of news) {
    const current = byId.get(each.id);
    byId.set(each.id, current ? mergeByVersion(current, each) : each);
  }
  return [...byId.values()];
}

export const unitsOfQuery = (itemId: number) =>
  queryOptions({
    queryKey: unitKeys.of(itemId),
    queryFn: async () => {
      const answer = (await loadUnits(itemId)) ?? [];
      const heard = latestUnits.values().filter((each) => each.item_id === itemId);
      return withUnits(answer, heard);
    },
    // One for each row that was ever in view.
    gcTime: 30_000,
  });

export function unitsIn(levels: readonly Units[]): number {
  return levels.reduce((sum, { available }) => sum + available, 0);
}

function isLevelChange(change: Change): change is Change<Units> {
  return change.type === "stock.level_changed";
}

export function applyUnits(client: QueryClient, changes: readonly Change[]): void {
  const byItem = new Map<number, Units[]>();
  for (const { after } of changes.filter(isLevelChange)) {
    const { id, item_id, available, version } = after;
    const units = { id, item_id, available, version };
    if (latestUnits.note(units)) byItem.set(item_id, [...(byItem.get(item_id) ?? []), units]);
  }
  for (const [itemId, news] of byItem) {
    client.setQueryData<Units[]>(unitKeys.of(itemId), (known) => known && withUnits(known, news));
  }
}

export const unitsRoom: LiveRoom = {
  channel: "inventory:updates",
  apply: applyUnits,
  keys: [unitKeys.all],
  forget: () => {
    latestUnits.clear();
  },
};

// What does a frame of `inventory:updates` do to the stock that is on the screen?
import type { QueryClient } from "@tanstack/react-query";
import { bounded } from "@/lib/query/bounded";
import { mapRows, patchPages, prependRows, type Pages } from "@/lib/query/pages";
import { soon } from "@/lib/query/soon";
import type { Change } from "@/lib/stream/protocol";
import type { LiveRoom } from "@/lib/live/room";
import { fits, latestLevels, latestMovements, locationsQuery, stockKeys } from "./api";
import { statusOf } from "./status";
import type { Item, LedgerFilters, Level, LevelFilters, Location, Movement } from "./types";

const MEMBERS_WAIT_MS = 2_000;
/** A list that was scrolled further than this is not fetched anew merely for its membership. */
const MEMBERS_PAGES_MAX = 4;

const membersSoon = soon(MEMBERS_WAIT_MS);

type LevelChange = Change<Level, { movement?: Movement }>;

function isLevelChange(change: Change): change is LevelChange {
  return change.type === "stock.level_changed";
}

function isItemChange(change: Change): change is Change<Item> {
  return change.type === "catalog.item_changed";
}

function isLocationChange(change: Change): change is Change<Location> {
  return change.type === "catalog.location_changed";
}

export function patchLevels(client: QueryClient, levels: readonly Level[]): void {
  const news = new Map<number, Level>();
  for (const level of levels) if (latestLevels.note(level)) news.set(level.id, level);
  if (news.size === 0) return;
  client.setQueriesData<Pages<Level>>({ queryKey: stockKeys.levels }, (data) =>
    patchPages(data, news),
  );
}

export function addMovements(client: QueryClient, movements: readonly Movement[]): void {
  for (const movement of movements) latestMovements.note(movement);
  const newestFirst = movements.toReversed();
  for (const { queryKey } of client.getQueryCache().findAll({ queryKey: stockKeys.movements })) {
    const { sku, ...filters } = queryKey[2] as LedgerFilters & { sku: string };
    const news = newestFirst.filter((movement) => fits(movement, sku, filters));
    if (news.length === 0) continue;
    client.setQueryData<Pages<Movement>>(queryKey, (data) =>
      bounded(client, queryKey, prependRows(data, news)),
    );
  }
}

/** A new name shows in every row of the item; the version of a level is not touched by it. */
function renameItems(client: QueryClient, items: readonly Item[]): void {
  const byId = new Map(items.map((item) => [item.id, item]));
  renameRows(client, (row) => {
    const item = byId.get(row.item_id);
    if (!item) return row;
    const { sku, name, category, barcode, unit } = item;
    return { ...row, sku, name, category, barcode, unit };
  });
  for (const item of items) client.setQueryData(stockKeys.item(item.sku), item);
}

function renameLocations(client: QueryClient, locations: readonly Location[]): void {
  const byCode = new Map(locations.map((location) => [location.code, location]));
  renameRows(client, (row) => {
    const location = byCode.get(row.location);
    return location ? { ...row, location_name: location.name } : row;
  });
  void client.invalidateQueries({ queryKey: locationsQuery().queryKey });
}

function renameRows(client: QueryClient, rename: (row: Level) => Level): void {
  client.setQueriesData<Pages<Level>>({ queryKey: stockKeys.levels }, (data) =>
    mapRows(data, rename),
  );
}

function isNew({ before }: LevelChange): boolean {
  return before === null || before.version === 0;
}

function hasNewStatus({ before, after }: LevelChange): boolean {
  return statusOf({ ...after, ...before }) !== after.status;
}

/** Rows enter and leave lists that filter by status, and new rows enter any list. */
function refreshMembers(client: QueryClient, anyList: boolean): void {
  void client.invalidateQueries({
    queryKey: stockKeys.levels,
    predicate: (query) => {
      const filters = query.queryKey[2] as Partial<LevelFilters> | undefined;
      const pages = (query.state.data as Pages<Level> | undefined)?.pages.length ?? 0;
      return (anyList || Boolean(filters?.status)) && pages <= MEMBERS_PAGES_MAX;
    },
  });
}

export function applyStockChanges(client: QueryClient, changes: readonly Change[]): void {
  const levels = changes.filter(isLevelChange);
  const items = changes.filter(isItemChange).map((change) => change.after);
  patchLevels(
    client,
    levels.map((change) => change.after),
  );
  addMovements(
    client,
    levels.flatMap((change) => change.cause.movement ?? []),
  );
  if (items.length > 0) renameItems(client, items);
  const locations = changes.filter(isLocationChange).map((change) => change.after);
  if (locations.length > 0) renameLocations(client, locations);
  const anyList = levels.some(isNew);
  if (anyList || levels.some(hasNewStatus)) membersSoon(() => refreshMembers(client, anyList));
}

export const stockRoom: LiveRoom = {
  channel: "inventory:updates",
  apply: applyStockChanges,
  keys: [stockKeys.all],
  forget: () => {
    latestLevels.clear();
    latestMovements.clear();
  },
};

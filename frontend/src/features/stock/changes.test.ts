import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { changeOf, pagesOf } from "@/lib/testing/changes";
import { exampleChanges } from "@/lib/testing/frames";
import { latestLevels, stockKeys } from "./api";
import { applyStockChanges } from "./changes";
import { LEVEL, MOVEMENT } from "./samples";
import type { Level, Movement } from "./types";

const LIST = [...stockKeys.levels, { sort: "sku" }];
const ITEM = [...stockKeys.levels, { sku: LEVEL.sku }];
const MOVES = [...stockKeys.movements, { sku: LEVEL.sku }];

function setUp(...rows: Level[]): QueryClient {
  const client = new QueryClient();
  client.setQueryData(LIST, pagesOf(rows));
  client.setQueryData(ITEM, pagesOf(rows));
  client.setQueryData(MOVES, pagesOf<Movement>([]));
  return client;
}
const levels = (client: QueryClient, key: unknown[] = LIST) =>
  rowsOf(client.getQueryData<Pages<Level>>(key));

const sold = { ...LEVEL, on_hand: 9, available: 7, version: 5 };
const sale = changeOf("stock.level_changed", sold, {
  before: { on_hand: 12, available: 10, version: 4 },
  cause: { kind: "movement", movement: MOVEMENT },
});

beforeEach(() => latestLevels.clear());

describe("stock.level_changed", () => {
  it("patches every list that shows the level and adds the movement", () => {
    const client = setUp(LEVEL);
    applyStockChanges(client, [sale]);
    expect(levels(client)).toEqual([sold]);
    expect(levels(client, ITEM)).toEqual([sold]);
    expect(rowsOf(client.getQueryData<Pages<Movement>>(MOVES))).toEqual([MOVEMENT]);
  });

  it("is harmless when it comes twice or late", () => {
    const client = setUp({ ...LEVEL, on_hand: 8, available: 6, version: 6 });
    applyStockChanges(client, [sale]);
    applyStockChanges(client, [sale]);
    expect(levels(client)[0]?.version).toBe(6);
    expect(rowsOf(client.getQueryData<Pages<Movement>>(MOVES))).toHaveLength(1);
  });

  it("ends at the highest version for every order within a frame", () => {
    const later = changeOf("stock.level_changed", { ...sold, available: 6, version: 6 });
    for (const order of [
      [sale, later],
      [later, sale],
    ]) {
      latestLevels.clear();
      const client = setUp(LEVEL);
      applyStockChanges(client, order);
      expect(levels(client)[0]).toMatchObject({ version: 6, available: 6 });
    }
  });

  it("leaves other rows and their objects alone", () => {
    const other = { ...LEVEL, id: 8, location: "OSA-1" };
    const client = setUp(LEVEL, other);
    applyStockChanges(client, [sale]);
    expect(levels(client)[1]).toBe(other);
  });
});

describe("catalog.item_changed", () => {
  it("renames the item in every row without touching the level's version", () => {
    const client = setUp(LEVEL);
    const item = { id: 3, sku: "A-17", name: "Azure mug", category: null, version: 2 };
    applyStockChanges(client, [changeOf("catalog.item_changed", item)]);
    expect(levels(client)[0]).toMatchObject({ name: "Azure mug", version: 4, available: 10 });
  });
});

describe.each(exampleChanges("catalog.location_changed"))(
  "the backend's location, seq $seq",
  (change) => {
    it("renames the location in every row of it", () => {
      const here = { ...LEVEL, location: (change.after as { code: string }).code };
      const elsewhere = { ...LEVEL, id: 9, location: "OSA-1" };
      const client = setUp(here, elsewhere);
      applyStockChanges(client, [change]);
      const names = levels(client).map((level) => level.location_name);
      expect(names).toEqual([(change.after as { name: string }).name, LEVEL.location_name]);
    });
  },
);

describe.each(exampleChanges("stock.level_changed"))(
  "the backend's example, seq $seq",
  (change) => {
    it("becomes the row on the screen", () => {
      const after = change.after as Level;
      const client = setUp({ ...after, version: after.version - 1, available: -1 });
      applyStockChanges(client, [change]);
      expect(levels(client)).toEqual([after]);
    });
  },
);

import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import { changeOf } from "@/lib/testing/changes";
import { exampleChanges } from "@/lib/testing/frames";
import { gathered } from "./batch";
import { unitKeys } from "./keys";
import { applyUnits, unitsIn, unitsRoom } from "./units";
import type { Units } from "./types";

const LEVEL: Units = { id: 1, item_id: 3, available: 5, version: 2 };
const OTHER: Units = { id: 2, item_id: 3, available: 7, version: 1 };

function setUp(...levels: Units[]): QueryClient {
  const client = new QueryClient();
  client.setQueryData(unitKeys.of(3), levels);
  return client;
}
const units = (client: QueryClient) => unitsIn(client.getQueryData<Units[]>(unitKeys.of(3)) ?? []);

beforeEach(() => unitsRoom.forget?.());

describe("the units of an item", () => {
  it("follow each place, join a new one, and never go back", () => {
    const client = setUp(LEVEL);
    expect(units(client)).toBe(5);
    const sold = changeOf("stock.level_changed", { ...LEVEL, available: 4, version: 3 });
    applyUnits(client, [sold, changeOf("stock.level_changed", OTHER)]);
    expect(units(client)).toBe(11);
    applyUnits(client, [changeOf("stock.level_changed", { ...LEVEL, available: 9 })]);
    expect(units(client)).toBe(11);
  });

  it("are not asked for where nobody looks", () => {
    const client = new QueryClient();
    applyUnits(client, [changeOf("stock.level_changed", LEVEL)]);
    expect(client.getQueryData(unitKeys.of(3))).toBeUndefined();
  });
});

describe.each(exampleChanges("stock.level_changed"))(
  "the backend's example, seq $seq",
  (example) => {
    it("counts for its item", () => {
      const after = example.after as Units;
      const client = new QueryClient();
      client.setQueryData(unitKeys.of(after.item_id), []);
      applyUnits(client, [example]);
      const { id, item_id, available, version } = after;
      expect(client.getQueryData(unitKeys.of(item_id))).toEqual([
        { id, item_id, available, version },
      ]);
    });
  },
);

describe("rows that are looked at together", () => {
  it("are asked for together, each once", async () => {
    const asked: number[][] = [];
    const load = gathered((ids) => {
      asked.push(ids);
      return Promise.resolve(new Map(ids.filter((id) => id < 3).map((id) => [id, id * 10])));
    });
    expect(await Promise.all([load(1), load(2), load(1), load(3)])).toEqual([
      10,
      20,
      10,
      undefined,
    ]);
    expect(asked).toEqual([[1, 2, 3]]);
  });

  it("fail together, and may be asked for again", async () => {
    let fails = true;
    const load = gathered((ids) =>
      fails
        ? Promise.reject(new Error("away"))
        : Promise.resolve(new Map(ids.map((id) => [id, id]))),
    );
    await expect(Promise.all([load(1), load(2)])).rejects.toThrow("away");
    fails = false;
    expect(await load(1)).toBe(1);
  });
});

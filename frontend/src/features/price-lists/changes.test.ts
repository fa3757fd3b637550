import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "@/lib/api/client";
import { priceListKey, priceListQuery, priceListsQuery } from "@/lib/choices/price-lists";
import type { Change } from "@/lib/stream/protocol";
import { exampleChanges } from "@/lib/testing/frames";
import { priceListsRoom } from "./changes";
import { listOf, WEB } from "./samples";
import type { PriceList } from "./types";

const DEFAULT = listOf("default");
let seq = 0;

function changeIn(type: string, key: string, version: number, rest: Partial<Change>): Change {
  seq += 1;
  const at = "2026-01-05T03:00:00.000000Z";
  return { seq, type, key, version, before: null, after: {}, cause: {}, at, ...rest };
}

const told = (list: PriceList) =>
  changeIn("price.list_changed", `list:${list.code}`, list.version, { after: list });
const priced = (kind: string, change: object | null) =>
  changeIn("price.changed", "5", 2, { cause: { kind, change } });

function setUp(lists: PriceList[] = [DEFAULT, WEB]): QueryClient {
  const client = new QueryClient();
  client.setQueryData(priceListKey, lists);
  return client;
}

const shown = (client: QueryClient) => client.getQueryData<PriceList[]>(priceListKey) ?? [];

beforeEach(() => {
  vi.useFakeTimers();
  priceListsRoom.forget?.();
});
afterEach(() => {
  vi.runOnlyPendingTimers();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("price.list_changed", () => {
  it("changes a list, and never goes back", () => {
    const client = setUp();
    priceListsRoom.apply(client, [told({ ...WEB, name: "Shop", version: 4 })]);
    priceListsRoom.apply(client, [told({ ...WEB, name: "Old", version: 2 })]);
    expect(shown(client).map(({ name }) => name)).toEqual(["default", "Shop"]);
    const before = shown(client);
    priceListsRoom.apply(client, [told({ ...WEB, name: "Again", version: 4 })]);
    expect(shown(client)).toBe(before);
  });

  it("adds a new list by its code", () => {
    const client = setUp();
    priceListsRoom.apply(client, [told(listOf("club"))]);
    expect(shown(client).map(({ code }) => code)).toEqual(["club", "default", "web"]);
  });

  it("is not undone by an answer that was read earlier", async () => {
    vi.spyOn(api, "get").mockResolvedValue({ items: [DEFAULT, WEB], next_cursor: null } as never);
    const client = new QueryClient();
    priceListsRoom.apply(client, [told({ ...WEB, name: "Shop", version: 4 })]);
    const lists = await client.fetchQuery(priceListsQuery());
    expect(lists.map(({ name }) => name)).toEqual(["default", "Shop"]);
    expect(priceListQuery("web").select?.(lists)?.name).toBe("Shop");
  });

  it("reads what the backend writes", () => {
    const client = setUp([DEFAULT]);
    priceListsRoom.apply(client, exampleChanges("price.list_changed"));
    expect(shown(client)).toMatchObject([
      { code: "default" },
      { code: "web", version: 2, rule: { kind: "percent", value: "-15" }, prices: 120 },
    ]);
  });
});

describe("how many prices a list has", () => {
  it.each([
    ["a price that somebody set", priced("base_price", { id: 1 }), 1],
    ["the start of a sale", priced("sale_started", { id: 1 }), 0],
    ["what is planned for a price", priced("planned", null), 0],
  ])("%s", (_, change, asks) => {
    const client = setUp();
    const ask = vi.spyOn(client, "invalidateQueries");
    for (let count = 0; count < 5; count += 1) priceListsRoom.apply(client, [change]);
    vi.runAllTimers();
    expect(ask).toHaveBeenCalledTimes(asks);
    // Only who looks at the numbers waits for them; others have them when they come by.
    if (asks) expect(ask.mock.calls[0]?.[0]).toMatchObject({ refetchType: "none" });
  });
});

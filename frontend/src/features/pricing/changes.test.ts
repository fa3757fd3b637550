import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { changeOf, pagesOf } from "@/lib/testing/changes";
import { exampleChanges } from "@/lib/testing/frames";
import { applyPriceChanges, applyResult, freshItemPrice, pricingRoom } from "./changes";
import { pricingKeys } from "./keys";
import { ITEM, PRICE, ROW, STEP } from "./samples";
import type { ItemPrice, Price, PriceChange, PriceFilters, PriceRow } from "./types";

const PLACE = { itemId: 3, list: "default" };
const ALL: PriceFilters = {
  q: null,
  category: null,
  price_list: null,
  because: null,
  breaks_guard: null,
};
const RECENT = { min_percent: "10", significance: null, price_list: null };
const LARGE = { min_percent: "50", significance: null, price_list: null };

function setUp(of: PriceRow | null = ROW, item: ItemPrice = ITEM): QueryClient {
  const client = new QueryClient();
  client.setQueryData(pricingKeys.of(3), of);
  client.setQueryData(pricingKeys.table(ALL), pagesOf(of ? [of] : []));
  client.setQueryData(pricingKeys.item(PLACE), item);
  client.setQueryData(pricingKeys.history(PLACE), pagesOf<PriceChange>([]));
  client.setQueryData(pricingKeys.recent(RECENT), pagesOf<PriceChange>([]));
  client.setQueryData(pricingKeys.recent(LARGE), pagesOf<PriceChange>([]));
  return client;
}
const cell = (client: QueryClient) => client.getQueryData<PriceRow>(pricingKeys.of(3));
const rows = (client: QueryClient) =>
  rowsOf(client.getQueryData<Pages<PriceRow>>(pricingKeys.table(ALL)));
const drawer = (client: QueryClient) => client.getQueryData<ItemPrice>(pricingKeys.item(PLACE));
const steps = (client: QueryClient, key: readonly unknown[]) =>
  rowsOf(client.getQueryData<Pages<PriceChange>>(key));

const next: Price = { ...PRICE, amount: "2200", base: "2200", version: 3 };
const change = changeOf("price.changed", next, { cause: { change: STEP } as never });

beforeEach(() => pricingRoom.forget?.());

describe("price.changed", () => {
  it("reaches the history of its own currency alone", () => {
    const client = setUp();
    const yen = pricingKeys.history({ ...PLACE, currency: "JPY" });
    const dollars = pricingKeys.history({ ...PLACE, currency: "USD" });
    for (const key of [yen, dollars]) client.setQueryData(key, pagesOf<PriceChange>([]));
    applyPriceChanges(client, [change]);
    expect(steps(client, yen)).toEqual([STEP]);
    expect(steps(client, dollars)).toEqual([]);
  });

  it("reaches the cell, the table, the drawer and the histories, once", () => {
    const client = setUp();
    applyPriceChanges(client, [change, change]);
    expect(cell(client)).toMatchObject(next);
    expect(rows(client)[0]).toMatchObject({
      ...next,
      cost: ROW.cost,
      last_change: { before: "1980", change_percent: "11.11", significance: "significant" },
    });
    expect(drawer(client)).toMatchObject({
      effective: { amount: "2200" },
      margin_percent: "50.00",
      prices: [next],
      version: 3,
    });
    expect(steps(client, pricingKeys.history(PLACE))).toEqual([STEP]);
    expect(steps(client, pricingKeys.recent(RECENT))).toEqual([STEP]);
    expect(steps(client, pricingKeys.recent(LARGE))).toEqual([]);
  });

  it("says which sale makes the price, and drops the trail that is no longer true", () => {
    const client = setUp();
    const sale = { id: 4, name: "Spring sale", ends_at: "2026-03-09T15:00:00Z" };
    const reduced: Price = { ...PRICE, amount: "1584", because: "sale", sale, version: 3 };
    applyPriceChanges(client, [changeOf("price.changed", reduced)]);
    expect(rows(client)[0]).toMatchObject({ amount: "1584", base: "1980", sale });
    expect(drawer(client)?.effective).toMatchObject({ because: "sale", sale_id: 4, trail: [] });
  });

  it("shows what a guard found without a step of the price", () => {
    const client = setUp();
    const hit = {
      ...{ rule: "margin", mode: "warn", guard_id: 1, guard_name: "House", limit: "50" },
      ...{ price_list: "default", amount: "1980", value: null },
    } as Price["hits"][number];
    const checked = changeOf(
      "price.changed",
      { ...PRICE, hits: [hit], version: 3 },
      {
        cause: { kind: "guard_checked", change: null } as never,
      },
    );
    applyPriceChanges(client, [checked]);
    expect(rows(client)[0]?.hits).toEqual([hit]);
    expect(drawer(client)?.hits).toEqual([hit]);
    expect(drawer(client)?.effective?.trail).toEqual(ITEM.effective?.trail);
    expect(steps(client, pricingKeys.history(PLACE))).toEqual([]);
  });

  it("never turns a newer price back, nor mixes currencies or lists", () => {
    const newer = setUp({ ...ROW, version: 9 }, { ...ITEM, version: 9 });
    applyPriceChanges(newer, [change]);
    expect(cell(newer)?.version).toBe(9);
    expect(rows(newer)[0]?.version).toBe(9);
    const others: Price[] = [
      { ...next, id: 12, currency: "USD", amount: "19.80" },
      { ...next, id: 13, price_list: "web", amount: "1800" },
    ];
    for (const other of others) {
      pricingRoom.forget?.();
      const yen = setUp();
      applyPriceChanges(yen, [changeOf("price.changed", other)]);
      expect(cell(yen)).toEqual(ROW);
      expect(drawer(yen)).toMatchObject({ effective: ITEM.effective, version: 2 });
    }
  });

  it("gives a first price to an item that had none", () => {
    const client = setUp(null, { ...ITEM, effective: null, prices: [], version: 0 });
    applyPriceChanges(client, [change]);
    expect(cell(client)).toMatchObject(next);
    expect(drawer(client)?.effective?.amount).toBe("2200");
  });

  it("brings an answer that was read before it up to date", () => {
    applyPriceChanges(setUp(), [change]);
    expect(freshItemPrice(ITEM).effective?.amount).toBe("2200");
  });
});

describe("the answer to one's own write", () => {
  it("changes nothing while it waits for approval", () => {
    const client = setUp();
    applyResult(client, { price: null, change: null, hits: [], proposal: null });
    expect(cell(client)).toEqual(ROW);
  });
});

describe.each(exampleChanges("price.changed"))("the backend's example, seq $seq", (example) => {
  it("becomes the price on the screen", () => {
    const after = example.after as Price;
    const client = new QueryClient();
    const row = { ...ROW, ...after, version: 0, amount: "0" };
    client.setQueryData(pricingKeys.of(after.item_id), row);
    client.setQueryData(pricingKeys.table(ALL), pagesOf([row]));
    applyPriceChanges(client, [example]);
    expect(client.getQueryData(pricingKeys.of(after.item_id))).toMatchObject(after);
    expect(rows(client)[0]).toMatchObject({ ...after, cost: ROW.cost });
  });
});

describe("price.guard_changed and price.list_changed", () => {
  it.each(["price.guard_changed", "price.list_changed"])("%s: asks what a price may be", (type) => {
    vi.useFakeTimers();
    const client = setUp();
    applyPriceChanges(client, [changeOf(type, { id: 1, version: 2 })]);
    vi.runAllTimers();
    vi.useRealTimers();
    expect(client.getQueryState(pricingKeys.item(PLACE))?.isInvalidated).toBe(true);
    expect(client.getQueryState(pricingKeys.table(ALL))?.isInvalidated).toBe(false);
  });
});

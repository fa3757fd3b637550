import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { en } from "@/lib/i18n/en";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { changeOf, pagesOf } from "@/lib/testing/changes";
import { exampleChanges } from "@/lib/testing/frames";
import { applyPriceChanges } from "./changes";
import { pricingKeys } from "./keys";
import { priceSchema } from "./price-schema";
import type { ItemPrice, Price, PriceChange } from "./types";

const PRICE: Price = {
  id: 11,
  category: null,
  item_id: 3,
  sku: "A-17",
  name: "Blue mug 300 ml",
  price_list: "default",
  amount: "1980",
  currency: "JPY",
  since: "2026-01-05T03:00:00Z",
  version: 2,
  updated_at: "2026-01-05T03:00:00Z",
};
const ITEM: ItemPrice = {
  item_id: 3,
  sku: "A-17",
  price_list: "default",
  effective: { amount: "1980", currency: "JPY", because: "base" },
  layers: [],
  version: 2,
};
const TOLD: PriceChange = {
  id: 501,
  price_id: 11,
  item_id: 3,
  sku: "A-17",
  item_name: "Blue mug 300 ml",
  price_list: "default",
  currency: "JPY",
  before: "1980",
  amount: "2200",
  change_percent: "11.11",
  version: 3,
  reason: null,
  reference: null,
  actor: "admin@localhost",
  occurred_at: "2026-01-05T03:00:00Z",
  recorded_at: "2026-01-05T03:00:00Z",
};

function setUp(of: Price | null = PRICE, item: ItemPrice = ITEM): QueryClient {
  const client = new QueryClient();
  client.setQueryData(pricingKeys.of(item.item_id), of);
  client.setQueryData(pricingKeys.item(item.item_id), item);
  client.setQueryData(pricingKeys.history(item.item_id), pagesOf<PriceChange>([]));
  return client;
}
const next = { ...PRICE, amount: "2200", version: 3 };
const change = changeOf("price.changed", next, { cause: { change: TOLD } as never });

describe("price.changed", () => {
  it("reaches the table, the drawer and the history, once", () => {
    const client = setUp();
    applyPriceChanges(client, [change, change]);
    expect(client.getQueryData<Price>(pricingKeys.of(3))).toEqual(next);
    expect(client.getQueryData<ItemPrice>(pricingKeys.item(3))).toMatchObject({
      effective: { amount: "2200" },
      version: 3,
    });
    expect(rowsOf(client.getQueryData<Pages<PriceChange>>(pricingKeys.history(3)))).toEqual([TOLD]);
  });

  it("never turns a newer price back, nor mixes currencies", () => {
    const newer = setUp({ ...PRICE, version: 9 }, { ...ITEM, version: 9 });
    applyPriceChanges(newer, [change]);
    expect(newer.getQueryData<Price>(pricingKeys.of(3))?.version).toBe(9);
    const dollars = { ...next, id: 12, currency: "USD", amount: "19.80" };
    const yen = setUp();
    applyPriceChanges(yen, [changeOf("price.changed", dollars)]);
    expect(yen.getQueryData<Price>(pricingKeys.of(3))).toEqual(PRICE);
    expect(yen.getQueryData<ItemPrice>(pricingKeys.item(3))).toEqual(ITEM);
  });

  it("gives a first price to an item that had none", () => {
    const client = setUp(null, { ...ITEM, effective: null, version: 0 });
    applyPriceChanges(client, [change]);
    expect(client.getQueryData<Price>(pricingKeys.of(3))).toEqual(next);
    expect(client.getQueryData<ItemPrice>(pricingKeys.item(3))?.effective?.amount).toBe("2200");
  });
});

describe.each(exampleChanges("price.changed"))("the backend's example, seq $seq", (example) => {
  it("becomes the price on the screen", () => {
    const after = example.after as Price;
    const client = setUp(
      { ...after, version: 0, amount: "0" },
      { ...ITEM, item_id: after.item_id },
    );
    applyPriceChanges(client, [example]);
    expect(client.getQueryData<Price>(pricingKeys.of(after.item_id))).toEqual(after);
  });
});

describe("which prices may be set", () => {
  const complaint = (values: object) =>
    priceSchema(en, ITEM.effective).safeParse({
      amount: "2200",
      currency: "JPY",
      reason: "",
      ...values,
    }).error?.issues[0]?.message;

  it.each([
    [{}, undefined],
    [{ amount: "¥2,200" }, undefined],
    [{ amount: "12.50", currency: "USD" }, undefined],
    [{ amount: "1.234", currency: "KWD" }, undefined],
    [{ amount: "" }, en.pricing.amountRequired],
    [{ amount: "-5" }, en.pricing.amountInvalid],
    [{ amount: "1e9" }, en.pricing.amountInvalid],
    [{ amount: "12.5" }, en.pricing.amountDecimals("JPY", 0)],
    [{ amount: "1.005", currency: "USD" }, en.pricing.amountDecimals("USD", 2)],
    [{ amount: "1980" }, en.pricing.amountSame],
  ])("%o", (values, message) => {
    expect(complaint(values)).toBe(message);
  });
});

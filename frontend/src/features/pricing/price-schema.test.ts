import { describe, expect, it } from "vitest";
import { createFormat } from "@/lib/format/format";
import { en } from "@/lib/i18n/en";
import { ownBase, priceIn } from "./current";
import { previewOf, priceSchema } from "./price-schema";
import { ITEM, PRICE } from "./samples";
import { sayDetail } from "./trail";

const BEFORE = { amount: "1980", currency: "JPY" };
const PLACE = { itemId: 3, list: "default" };

describe("which prices may be set", () => {
  const complaint = (values: object) =>
    priceSchema(en, BEFORE).safeParse({
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

describe("the question to the guard", () => {
  const asked = (amount: string, currency = "JPY") =>
    previewOf(en, BEFORE, { amount, currency }, PLACE);

  it("is put as soon as there is a price to ask about", () => {
    expect(asked("２，２００")).toEqual({
      item_id: 3,
      amount: "2200",
      currency: "JPY",
      price_list: "default",
    });
    expect(asked("19.80", "USD")?.amount).toBe("19.80");
  });

  it("is not put about half a price, nor about the price that is there", () => {
    expect([asked(""), asked("-"), asked("19.8"), asked("1980")]).toEqual([null, null, null, null]);
  });
});

describe("the price that a drawer speaks about", () => {
  it("is the one of its list and of the effective currency", () => {
    const dollars = { ...PRICE, id: 12, currency: "USD" };
    const web = { ...PRICE, id: 13, price_list: "web" };
    expect(priceIn({ ...ITEM, prices: [web, dollars, PRICE] })).toEqual(PRICE);
    expect(priceIn({ ...ITEM, effective: null, prices: [web] })).toBeNull();
  });

  it("has no base price of its own when it takes its parent's", () => {
    expect(ownBase(ITEM)).toEqual(BEFORE);
    const inherited = { kind: "inherited" } as (typeof ITEM.layers)[number];
    expect(ownBase({ ...ITEM, layers: [inherited] })).toBeNull();
  });
});

describe("the trail's rules in words", () => {
  it.each([
    ["from 5 units -10 %", "from 5 units \u221210%"],
    ["from 3 units", "from 3 units"],
    ["to 10", "to the nearest 10"],
    ["to 1 + 0.99, up", "up to 1, ending in 0.99"],
    ["-10 %", "\u221210%"],
    ["+50", "+\u00a550"],
  ])("%s", (detail, words) => expect(sayDetail(detail, "JPY", en, createFormat("en"))).toBe(words));
});

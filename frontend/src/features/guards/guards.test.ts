import { describe, expect, it } from "vitest";
import { withWider } from "@/lib/choices/choices";
import { createFormat } from "@/lib/format/format";
import { plainNumber } from "@/lib/format/read-number";
import { en } from "@/lib/i18n/en";
import {
  guardSchema,
  NEW_GUARD,
  PERCENT,
  toGuard,
  toValues,
  tryable,
  type GuardValues,
} from "./guard-schema";
import { ruleWords, scopeWords } from "./guard-words";
import type { Guard } from "./types";

const GUARD: Guard = {
  id: 3,
  name: "No surprises",
  mode: "approve",
  price_list: "web",
  category: "Kitchen/Mugs",
  item_id: null,
  sku: null,
  max_increase_percent: "30.00",
  max_decrease_percent: null,
  floor: "500",
  ceiling: null,
  currency: "JPY",
  min_margin_percent: "-5.00",
  refuse_zero: true,
  refuse_scale: null,
  window_hours: 24,
  is_default: false,
  active: true,
  reason: "last spring",
  updated_by: "admin@localhost",
  version: 2,
  created_at: "2026-03-01T09:30:00Z",
  updated_at: "2026-03-01T09:30:00Z",
};
const good: GuardValues = { ...NEW_GUARD, name: "Wide", maxIncrease: "30" };
const issues = (values: Partial<GuardValues>) =>
  (guardSchema(en).safeParse({ ...good, ...values }).error?.issues ?? []).map(
    ({ path, message }) => [path[0], message],
  );

describe("a guard in the form", () => {
  it("comes out as it went in", () => {
    const { name, mode, price_list, category, floor, currency, active, reason } = GUARD;
    expect(toGuard(toValues(GUARD))).toEqual({
      name,
      mode,
      price_list,
      category,
      item_id: null,
      max_increase_percent: "30",
      max_decrease_percent: null,
      floor,
      ceiling: null,
      currency,
      min_margin_percent: "-5",
      refuse_zero: true,
      refuse_scale: null,
      window_hours: 24,
      active,
      reason,
    });
  });

  it("leaves out the scope that was not chosen", () => {
    const values = { ...good, target: "item", category: "Kitchen", itemId: 7 } as const;
    expect(toGuard(values)).toMatchObject({ category: null, item_id: 7 });
    expect(toGuard({ ...values, target: "all" })).toMatchObject({ category: null, item_id: null });
  });

  it("reads what people write", () => {
    const read = (text: string) => plainNumber(text, PERCENT);
    expect(["−５％", " 12.5 %", "4,5", "1,980"].map(read)).toEqual(["-5", "12.5", "4.5", "1980"]);
  });
});

describe("what is wrong with a guard", () => {
  it("is nothing when it says one rule", () => {
    expect(issues({})).toEqual([]);
    expect(issues({ maxIncrease: "", zero: "refuse" })).toEqual([]);
  });

  it("is that it says nothing, or has no name", () => {
    expect(issues({ maxIncrease: "" })).toEqual([["maxIncrease", en.guards.rulesRequired]]);
    expect(issues({ name: " " })).toEqual([["name", en.guards.nameRequired]]);
  });

  it.each<[Partial<GuardValues>, string, string]>([
    [{ maxIncrease: "0" }, "maxIncrease", en.guards.percentAbove],
    [{ maxIncrease: "1.555" }, "maxIncrease", en.guards.percentInvalid],
    [{ maxDecrease: "101" }, "maxDecrease", en.guards.decreaseAtMost],
    [{ maxDecrease: "-3" }, "maxDecrease", en.guards.percentAbove],
    [{ minMargin: "100" }, "minMargin", en.guards.marginBelow],
    [{ floor: "500" }, "floor", en.guards.currencyFirst],
    [{ floor: "5.5", currency: "JPY" }, "floor", en.pricing.amountDecimals("JPY", 0)],
    [{ floor: "-1", currency: "JPY" }, "floor", en.guards.amountInvalid],
    [{ floor: "500", ceiling: "400", currency: "JPY" }, "ceiling", en.guards.ceilingBelow],
    [{ windowHours: "0" }, "windowHours", en.guards.windowInvalid],
    [{ windowHours: "721" }, "windowHours", en.guards.windowInvalid],
    [{ target: "category" }, "category", en.guards.categoryRequired],
    [{ target: "item", sku: "A-17" }, "sku", en.guards.itemRequired],
  ])("%o", (values, field, message) => {
    expect(issues(values)).toEqual([[field, message]]);
  });
});

describe("trying a guard out", () => {
  it("needs no name, and holds one that is switched off against the past too", () => {
    expect(tryable({ ...good, name: "", active: false }, en)).toMatchObject({
      name: en.guards.title,
      active: true,
      max_increase_percent: "30",
    });
  });

  it("waits while something is wrong", () => {
    expect(tryable(NEW_GUARD, en)).toBeNull();
    expect(tryable({ ...good, floor: "5" }, en)).toBeNull();
  });
});

describe("a guard in words", () => {
  it("says where it holds", () => {
    expect(scopeWords(GUARD, en)).toBe("Category Kitchen/Mugs, price list web · JPY");
    const item = { ...GUARD, category: null, item_id: 7, sku: "A-17", price_list: null };
    expect(scopeWords({ ...item, currency: null }, en)).toBe("Item A-17");
  });

  it("says what it asks", () => {
    expect(ruleWords(GUARD, en, createFormat("en"))).toEqual([
      "Up at most 30%",
      "From ¥500",
      "Margin at least −5%",
      "No price of zero",
    ]);
  });
});

describe("categories", () => {
  it("can be chosen with those around them", () => {
    expect(withWider(["Kitchen/Mugs", "Office"])).toEqual(["Kitchen", "Kitchen/Mugs", "Office"]);
  });
});

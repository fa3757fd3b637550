import { describe, expect, it } from "vitest";
import type { Hit } from "@/components/price/guard-hits";
import { createFormat } from "@/lib/format/format";
import { en } from "@/lib/i18n/en";
import { ja } from "@/lib/i18n/ja";
import { kindsOf } from "./blocked-prices";
import { derivedOf, fieldOf, toList, toPatch } from "./list-body";
import { listSchema, newList, valuesOf, type ListValues } from "./list-schema";
import { countWords, derivedWords, whomWords } from "./list-words";
import { listOf, WEB } from "./samples";
import { currencyOf, treeOf, type Branch } from "./tree";
import type { PriceList } from "./types";

const GOOD: ListValues = {
  ...newList("default", "Asia/Tokyo"),
  code: "b2b",
  name: "B",
  value: "5",
};
const format = createFormat("en");

describe("which list comes from which", () => {
  const shape = (branches: readonly Branch[]): unknown[] =>
    branches.map(({ list, children }) => [list.code, ...shape(children)]);

  it("is a tree, by code", () => {
    const lists = [
      WEB,
      listOf("zeta"),
      listOf("default"),
      listOf("club", { parent: "web" }),
      listOf("b2b", { parent: "default" }),
    ];
    expect(shape(treeOf(lists))).toEqual([["default", ["b2b"], ["web", ["club"]]], ["zeta"]]);
  });

  it("and a list whose parent is not there stands alone", () => {
    expect(shape(treeOf([WEB]))).toEqual([["web"]]);
  });

  it("hands the currency down", () => {
    const euro = listOf("default", { currency: "EUR" });
    expect(currencyOf(WEB, [WEB, euro])).toBe("EUR");
    expect(currencyOf(WEB, [WEB, listOf("default")])).toBeNull();
  });
});

describe("a list in words", () => {
  const say = (news: Partial<PriceList>, currency: string | null = "JPY", words = en) =>
    derivedWords({ ...WEB, ...news }, { parentName: "Default", currency }, words, format);

  it.each<[Partial<PriceList>, string | null, string]>([
    [{}, "JPY", "10% less than Default, rounded to ¥10"],
    [{}, null, "10% less than Default, rounded to 10"],
    [{ rule: null }, "JPY", "As Default, rounded to ¥10"],
    [{ rounding: null }, "JPY", "10% less than Default"],
    [{ parent: null, rule: null, rounding: null }, "JPY", "Its own prices"],
    [{ rule: { kind: "fixed", value: "50" }, rounding: null }, "JPY", "¥50 more than Default"],
    [
      { rounding: { to: "1", ending: "0.99", direction: "up" } },
      "USD",
      "10% less than Default, rounded up to $1.00 plus $0.99",
    ],
  ])("%o in %s", (news, currency, words) => expect(say(news, currency)).toBe(words));

  it("in Japanese", () => {
    expect(say({}, "JPY", ja)).toBe("Default より 10% 安い、¥10 単位に四捨五入");
  });

  it("says whom it is for, and how many prices it has", () => {
    expect(whomWords({ ...WEB, currency: "JPY" }, en, "en")).toBe("Channel web · Japan · JPY");
    expect(whomWords(listOf("x"), en, "en")).toBe("Everyone");
    expect(countWords({ ...WEB, prices: 12, own_prices: 2 }, en, format)).toEqual({
      all: "12 prices",
      parts: "2 own · 10 inherited",
    });
    expect(countWords({ ...WEB, prices: 12 }, en, format).parts).toBe("all inherited");
    expect(countWords({ prices: 1, own_prices: 1, parent: null }, en, format)).toEqual({
      all: "1 price",
      parts: null,
    });
  });
});

describe("which lists may be written", () => {
  const parent = { name: "Default", currency: "JPY" };
  const complaints = (values: Partial<ListValues>) => {
    const schema = listSchema(en, (code) => (code ? parent : null));
    const issues = schema.safeParse({ ...GOOD, ...values }).error?.issues ?? [];
    return issues.map(({ path, message }) => [path.join("."), message]);
  };

  it.each<Partial<ListValues>>([
    {},
    { kind: "none", value: "" },
    { kind: "fixed", value: "１０" },
    { sign: "more", value: "250" },
    { roundTo: "10", ending: "8" },
    { parent: "", value: "" },
    { country: "jp", currency: "JPY" },
  ])("%o", (values) => expect(complaints(values)).toEqual([]));

  it.each<[Partial<ListValues>, string, string]>([
    [{ code: "Web Shop" }, "code", en.priceLists.codeInvalid],
    [{ name: " " }, "name", en.priceLists.nameRequired],
    [{ value: "" }, "value", en.priceLists.valueRequired],
    [{ value: "-5" }, "value", en.priceLists.valueInvalid],
    [{ value: "1.23456" }, "value", en.priceLists.valueInvalid],
    [{ value: "101" }, "value", en.priceLists.lessAtMost],
    [{ kind: "fixed", value: "1.5" }, "value", en.pricing.amountDecimals("JPY", 0)],
    [{ roundTo: "0" }, "roundTo", en.pricing.amountInvalid],
    [{ ending: "9" }, "roundTo", en.priceLists.valueRequired],
    [{ roundTo: "10", ending: "10" }, "ending", en.sales.endingTooLarge],
    [{ country: "Japan" }, "country", en.priceLists.countryInvalid],
    [{ currency: "USD" }, "currency", en.priceLists.currencyOther("Default", "JPY")],
  ])("not %o", (values, field, message) => {
    expect(complaints(values)).toContainEqual([field, message]);
  });
});

describe("what is sent", () => {
  it("is the whole of a new list", () => {
    const values = { ...GOOD, country: "jp", roundTo: "1,000", reason: "  " };
    expect(toList(values)).toEqual({
      ...{ code: "b2b", name: "B", currency: null, channel: null, country: "JP" },
      ...{ customer_group: null, time_zone: "Asia/Tokyo", parent: "default", reason: null },
      rule: { kind: "percent", value: "-5" },
      rounding: { to: "1000", ending: "0", direction: "nearest" },
    });
    expect(toList({ ...values, parent: "" })).toMatchObject({ rule: null, rounding: null });
  });

  it("is only what differs from the list as it stands", () => {
    const before = valuesOf(WEB);
    expect(before).toMatchObject({ kind: "percent", sign: "less", value: "10", roundTo: "10" });
    expect(toPatch(before, before, 3)).toBeNull();
    expect(toPatch({ ...before, name: "Shop", active: false }, before, 3)).toEqual({
      ...{ name: "Shop", active: false, reason: null, expected_version: 3 },
    });
    expect(toPatch({ ...before, sign: "more" }, before, 3)).toMatchObject({
      rule: { kind: "percent", value: "10" },
    });
    expect(toPatch({ ...before, kind: "none", roundTo: "" }, before, 3)).toMatchObject({
      rule: null,
      rounding: null,
    });
  });

  it("is not said before it is typed", () => {
    expect(derivedOf({ ...GOOD, value: "" })).toBeNull();
    expect(derivedOf(GOOD)).toMatchObject({ rule: { kind: "percent", value: "-5" } });
  });
});

describe("what comes back", () => {
  it("finds its field", () => {
    const names = ["rule.value", "rounding.ending", "rounding.to", "country", "expected_version"];
    expect(names.map(fieldOf)).toEqual(["value", "ending", "roundTo", "country", null]);
  });

  it("says each kind of hit once", () => {
    const about = { guard_id: 1, guard_name: "G", price_list: "web" };
    const hit: Hit = {
      rule: "floor",
      mode: "block",
      amount: "90",
      limit: "100",
      value: "90",
      ...about,
    };
    expect(kindsOf([hit, hit, { ...hit, guard_id: 2 }])).toHaveLength(2);
  });
});

import { describe, expect, it } from "vitest";
import { createFormat } from "@/lib/format/format";
import { en } from "@/lib/i18n/en";
import { canApply, canDiscard, canUndo, planOf } from "./apply-plan";
import { bulkSchema, NEW_BULK, readSkus, toBulk, toValues, type BulkValues } from "./bulk-schema";
import { bulkName, filterWords, roundingWords, ruleWords } from "./bulk-words";
import { presetOf } from "./rounding";
import { BULK, TOTALS } from "./samples";
import { stepOf } from "./steps";
import type { BulkBody } from "./types";

const format = createFormat("en");
const good: BulkValues = { ...NEW_BULK, value: "10", reason: "autumn" };
const issues = (values: Partial<BulkValues>) =>
  (bulkSchema(en).safeParse({ ...good, ...values }).error?.issues ?? []).map(
    ({ path, message }) => [path[0], message],
  );
const ruleOf = (values: Partial<BulkValues>) => toBulk({ ...good, ...values }).rule;
const roundingOf = (values: Partial<BulkValues>) => toBulk({ ...good, ...values }).rounding;

describe("the wizard", () => {
  it("sends what was chosen, and nothing of what was left empty", () => {
    const body: BulkBody = toBulk({ ...good, category: " Kitchen ", minAmount: "1,000" });
    expect(body).toEqual({
      name: null,
      price_list: "default",
      currency: "JPY",
      filter: {
        q: null,
        category: "Kitchen",
        tag: null,
        skus: [],
        min_amount: "1000",
        max_amount: null,
        min_margin_percent: null,
        max_margin_percent: null,
      },
      rule: { kind: "percent", value: "10" },
      rounding: null,
      reason: "autumn",
    });
  });

  it("makes a sign of the direction, except of a price that is set", () => {
    expect(ruleOf({ direction: "down" })).toEqual({ kind: "percent", value: "-10" });
    expect(ruleOf({ kind: "amount", direction: "down", value: "１００" })).toEqual({
      kind: "amount",
      value: "-100",
    });
    expect(ruleOf({ kind: "set", direction: "down" })).toEqual({ kind: "set", value: "10" });
  });

  it("names a column only where the rule matches one", () => {
    expect(ruleOf({ kind: "match", value: "" })).toEqual({
      kind: "match",
      value: "0",
      column: "cost",
    });
    expect(ruleOf({ kind: "match", column: "price_list", otherList: "web" })).toEqual({
      kind: "match",
      value: "10",
      column: "price_list",
      price_list: "web",
    });
  });

  it("rounds as it was chosen", () => {
    expect(roundingOf({ preset: "ten" })).toEqual({ to: "10", ending: "0", direction: "nearest" });
    const own = { preset: "own", roundTo: "50", roundEnding: "", roundDirection: "down" } as const;
    expect(roundingOf(own)).toEqual({ to: "50", ending: "0", direction: "down" });
    expect(roundingOf({ preset: "ninetyNine", currency: "USD" })).toEqual({
      to: "1",
      ending: "0.99",
      direction: "nearest",
    });
  });

  it("begins anew like an earlier one", () => {
    const values = toValues(BULK);
    expect(values).toMatchObject({ direction: "down", value: "12.50", preset: "eighty" });
    const body = toBulk(values);
    expect(body.rule).toEqual({ kind: "percent", value: "-12.50" });
    expect(body.filter).toEqual(BULK.filter);
    expect(body.rounding).toEqual(BULK.rounding);
    expect(presetOf({ to: "7", ending: "0", direction: "up" }, 0)).toBe("own");
    expect(presetOf({ to: "1.00", ending: "0.990", direction: "up" }, 2)).toBe("ninetyNine");
  });

  it("reads SKUs however they are pasted, each once", () => {
    expect(readSkus("A-17\nB-2, C 3\tA-17\r\n、D")).toEqual(["A-17", "B-2", "C 3", "D"]);
  });
});

describe("what is wrong", () => {
  it("is nothing with a rule and a reason", () => {
    expect(issues({})).toEqual([]);
    expect(issues({ kind: "match", value: "" })).toEqual([]);
  });

  it.each<[Partial<BulkValues>, string, string]>([
    [{ reason: " " }, "reason", en.repricing.reasonRequired],
    [{ value: "" }, "value", en.repricing.valueRequired],
    [{ value: "-10" }, "value", en.repricing.valueInvalid],
    [{ value: "1.23456" }, "value", en.repricing.valueInvalid],
    [{ value: "101", direction: "down" }, "value", en.repricing.lowerAtMost],
    [{ kind: "set", value: "9.5" }, "value", en.pricing.amountDecimals("JPY", 0)],
    [{ kind: "match", column: "price_list" }, "otherList", en.repricing.otherListRequired],
    [{ minAmount: "x" }, "minAmount", en.pricing.amountInvalid],
    [{ minAmount: "9", maxAmount: "8" }, "maxAmount", en.repricing.boundsReversed],
    [{ minMargin: "9", maxMargin: "-8" }, "maxMargin", en.repricing.boundsReversed],
    [{ preset: "own", roundTo: "0" }, "roundTo", en.repricing.roundToAbove],
    [
      { preset: "own", roundTo: "5", roundEnding: "5" },
      "roundEnding",
      en.repricing.roundEndingBelow,
    ],
    [
      { skus: Array.from({ length: 1_001 }, (_, at) => at).join("\n") },
      "skus",
      en.repricing.skusTooMany,
    ],
  ])("%o", (values, field, message) => {
    expect(issues(values)).toEqual([[field, message]]);
  });

  it("is said of the filter before there is a reason", () => {
    expect(issues({ reason: "", minAmount: "x" }).map(([field]) => field)).toEqual([
      "reason",
      "minAmount",
    ]);
  });
});

describe("in words", () => {
  it("it says which prices, and what becomes of them", () => {
    expect(filterWords(BULK, en, format)).toBe("Category Kitchen/Mugs, from ¥1,000");
    expect(ruleWords(BULK, en, format)).toBe("−12.5%");
    expect(roundingWords(BULK, en, format)).toBe("to ¥100, ending in ¥80, Up");
    expect(bulkName(BULK, en, format)).toBe("Mugs up");
    expect(bulkName({ ...BULK, name: null }, en, format)).toBe(
      "Category Kitchen/Mugs, from ¥1,000: −12.5%",
    );
  });

  it.each<[BulkBody["rule"], string]>([
    [{ kind: "set", value: "1980" }, "Set to ¥1,980"],
    [{ kind: "amount", value: "-100" }, "−¥100"],
    [{ kind: "match", value: "40", column: "cost" }, "Like the cost +40%"],
    [{ kind: "match", value: "0", column: "price_list", price_list: "web" }, "Like the list web"],
  ])("%o", (rule, words) => {
    const whole = { column: null, price_list: null, ...rule };
    expect(ruleWords({ ...BULK, rule: whole }, en, format)).toBe(words);
  });
});

describe("applying", () => {
  it("leaves out what is blocked, or proposes it with a reason", () => {
    const totals = { ...TOTALS, blocked: 3 };
    expect(planOf(totals, null)).toEqual({ count: 5, isProposal: false, overrideReason: null });
    expect(planOf(totals, " meant ")).toEqual({
      count: 8,
      isProposal: true,
      overrideReason: "meant",
    });
  });

  it("waits for a second person where a rule asks for one", () => {
    expect(planOf({ ...TOTALS, needs_approval: 1 }, null).isProposal).toBe(true);
    expect(planOf(TOTALS, "no rule blocks").overrideReason).toBeNull();
  });

  it("needs something that changes", () => {
    expect([canApply(null), canApply(TOTALS), canApply({ ...TOTALS, raised: 0 })]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("can be undone as far as something is set, and discarded while nothing is", () => {
    const applied = { ...BULK, state: "applied", applied: 8 } as const;
    expect([canUndo(applied), canDiscard(applied)]).toEqual([true, false]);
    const failed = { ...applied, state: "failed" } as const;
    expect([canUndo(failed), canDiscard(failed)]).toEqual([true, false]);
    expect(canUndo({ ...failed, undone: 6, kept: 2 })).toBe(false);
    const early = { ...failed, applied: 0 };
    expect([canUndo(early), canDiscard(early)]).toEqual([false, true]);
    expect(canUndo({ ...applied, state: "applying" })).toBe(false);
  });

  it("is the last of four steps", () => {
    expect(stepOf("ready")).toBe("preview");
    expect(stepOf("applying")).toBe("result");
  });
});

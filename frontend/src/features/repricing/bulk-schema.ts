// Which changes of many prices may be asked for? The contract's bounds, in the person's language.
import { z } from "zod";
import { compareDecimals, currencyDigits, isDecimal, scaleOf } from "@/lib/format/decimal";
import { plainNumber, type NumberKind } from "@/lib/format/read-number";
import type { Messages } from "@/lib/i18n/messages";
import { offersFor, presetOf, type Preset } from "./rounding";
import type { Bulk, BulkBody, PriceRule, Rounding } from "./types";

export const SKUS_MAX = 1_000;

export interface BulkValues {
  priceList: string;
  currency: string;
  q: string;
  category: string;
  tag: string;
  skus: string;
  minAmount: string;
  maxAmount: string;
  minMargin: string;
  maxMargin: string;
  kind: PriceRule["kind"];
  /** For `set` it is of no account. */
  direction: "up" | "down";
  value: string;
  column: NonNullable<PriceRule["column"]>;
  otherList: string;
  preset: Preset;
  roundTo: string;
  roundEnding: string;
  roundDirection: Rounding["direction"];
  name: string;
  reason: string;
}

export const NEW_BULK: BulkValues = {
  priceList: "default",
  currency: "JPY",
  q: "",
  category: "",
  tag: "",
  skus: "",
  minAmount: "",
  maxAmount: "",
  minMargin: "",
  maxMargin: "",
  kind: "percent",
  direction: "up",
  value: "",
  column: "cost",
  otherList: "",
  preset: "none",
  roundTo: "",
  roundEnding: "0",
  roundDirection: "nearest",
  name: "",
  reason: "",
};

/** What is asked on the first page; the rest is asked on the second. */
export const FILTER_FIELDS = [
  "priceList",
  "currency",
  "q",
  "category",
  "tag",
  "skus",
  "minAmount",
  "maxAmount",
  "minMargin",
  "maxMargin",
] as const satisfies readonly (keyof BulkValues)[];

/** SKUs as they are pasted: lines, commas, tabs of a spreadsheet; each once. */
export function readSkus(text: string): string[] {
  const skus = text.split(/[\n\r\t,、，;]+/).map((sku) => sku.trim());
  return [...new Set(skus.filter(Boolean))];
}

const PERCENT: NumberKind = { percent: 4 };
const MARGINS: readonly FigureName[] = ["minMargin", "maxMargin"];

export type FigureName =
  "minAmount" | "maxAmount" | "minMargin" | "maxMargin" | "value" | "roundTo" | "roundEnding";

/** What a field of the form takes. */
export function kindOf(name: FigureName, values: Pick<BulkValues, "kind" | "currency">) {
  const isPercent =
    MARGINS.includes(name) || (name === "value" && ["percent", "match"].includes(values.kind));
  return isPercent ? PERCENT : { currency: values.currency };
}

function read(values: BulkValues, name: FigureName): string {
  return plainNumber(values[name], kindOf(name, values));
}

function ruleOf(values: BulkValues): PriceRule {
  const { kind, direction, column, otherList } = values;
  const number = read(values, "value") || "0";
  const signed = direction === "down" && kind !== "set" ? `-${number}` : number;
  if (kind !== "match") return { kind, value: signed };
  return {
    kind,
    value: signed,
    column,
    ...(column === "price_list" ? { price_list: otherList } : {}),
  };
}

function roundingOf(values: BulkValues): Rounding | null {
  const { preset, currency } = values;
  if (preset === "none") return null;
  const direction = values.roundDirection;
  if (preset === "own") {
    const [to, ending] = [read(values, "roundTo"), read(values, "roundEnding") || "0"];
    return { to, ending, direction };
  }
  const offer = offersFor(currencyDigits(currency)).find((each) => each.preset === preset);
  return offer ? { to: offer.to, ending: offer.ending, direction } : null;
}

export function toBulk(values: BulkValues): BulkBody {
  const text = (field: string) => field.trim() || null;
  const number = (name: FigureName) => read(values, name) || null;
  return {
    name: text(values.name),
    price_list: values.priceList,
    currency: values.currency,
    filter: {
      q: text(values.q),
      category: text(values.category),
      tag: text(values.tag),
      skus: readSkus(values.skus),
      min_amount: number("minAmount"),
      max_amount: number("maxAmount"),
      min_margin_percent: number("minMargin"),
      max_margin_percent: number("maxMargin"),
    },
    rule: ruleOf(values),
    rounding: roundingOf(values),
    reason: values.reason.trim(),
  };
}

/** The form for another one like this. */
export function toValues({
  price_list,
  currency,
  filter,
  rule,
  rounding,
  ...bulk
}: Bulk): BulkValues {
  return {
    priceList: price_list,
    currency,
    q: filter.q ?? "",
    category: filter.category ?? "",
    tag: filter.tag ?? "",
    skus: filter.skus.join("\n"),
    minAmount: filter.min_amount ?? "",
    maxAmount: filter.max_amount ?? "",
    minMargin: filter.min_margin_percent ?? "",
    maxMargin: filter.max_margin_percent ?? "",
    kind: rule.kind,
    direction: rule.value.startsWith("-") ? "down" : "up",
    value: rule.value.replace(/^-/, ""),
    column: rule.column ?? "cost",
    otherList: rule.price_list ?? "",
    preset: presetOf(rounding, currencyDigits(currency)),
    roundTo: rounding?.to ?? "",
    roundEnding: rounding?.ending ?? "0",
    roundDirection: rounding?.direction ?? "nearest",
    name: bulk.name ?? "",
    reason: bulk.reason,
  };
}

type Problems = Partial<Record<keyof BulkValues, string | null>>;

function isNegative(value: string): boolean {
  return value.startsWith("-");
}

function amountProblem(text: string, currency: string, t: Messages): string | null {
  const value = plainNumber(text, { currency });
  if (value === "") return null;
  if (!isDecimal(value) || isNegative(value)) return t.pricing.amountInvalid;
  const digits = currencyDigits(currency);
  return scaleOf(value) > digits ? t.pricing.amountDecimals(currency, digits) : null;
}

function filterProblems(values: BulkValues, t: Messages): Problems {
  const margin = (text: string) => {
    const value = plainNumber(text, PERCENT);
    return value === "" || (isDecimal(value) && scaleOf(value) <= 4)
      ? null
      : t.repricing.valueInvalid;
  };
  const reversed = (low: FigureName, high: FigureName) => {
    const [from, to] = [read(values, low), read(values, high)];
    const known = isDecimal(from) && isDecimal(to);
    return known && compareDecimals(from, to) > 0 ? t.repricing.boundsReversed : null;
  };
  const { minAmount, maxAmount, minMargin, maxMargin, currency, skus } = values;
  return {
    minAmount: amountProblem(minAmount, currency, t),
    maxAmount: amountProblem(maxAmount, currency, t) ?? reversed("minAmount", "maxAmount"),
    minMargin: margin(minMargin),
    maxMargin: margin(maxMargin) ?? reversed("minMargin", "maxMargin"),
    skus: readSkus(skus).length > SKUS_MAX ? t.repricing.skusTooMany : null,
  };
}

function valueProblem(values: BulkValues, t: Messages) {
  const { kind, direction, value, currency } = values;
  const number = read(values, "value");
  if (number === "") return kind === "match" ? null : t.repricing.valueRequired;
  if (kind === "set" || kind === "amount") return amountProblem(value, currency, t);
  if (!isDecimal(number) || isNegative(number) || scaleOf(number) > 4) {
    return t.repricing.valueInvalid;
  }
  return direction === "down" && compareDecimals(number, "100") > 0
    ? t.repricing.lowerAtMost
    : null;
}

function roundingProblems(values: BulkValues, t: Messages): Problems {
  if (values.preset !== "own") return {};
  const [to, ending] = [read(values, "roundTo"), read(values, "roundEnding") || "0"];
  if (!isDecimal(to) || compareDecimals(to, "0") <= 0) {
    return { roundTo: t.repricing.roundToAbove };
  }
  if (!isDecimal(ending) || isNegative(ending)) return { roundEnding: t.pricing.amountInvalid };
  return compareDecimals(ending, to) >= 0 ? { roundEnding: t.repricing.roundEndingBelow } : {};
}

function problemsOf(values: BulkValues, t: Messages): Problems {
  const followsList = values.kind === "match" && values.column === "price_list";
  return {
    ...filterProblems(values, t),
    value: valueProblem(values, t),
    otherList: followsList && !values.otherList ? t.repricing.otherListRequired : null,
    ...roundingProblems(values, t),
  };
}

export function bulkSchema(t: Messages) {
  const text = z.string();
  return z
    .object({
      priceList: text.min(1),
      currency: text.length(3),
      q: text.max(300),
      category: text.max(300),
      tag: text.max(50),
      skus: text,
      minAmount: text,
      maxAmount: text,
      minMargin: text,
      maxMargin: text,
      kind: z.enum(["set", "percent", "amount", "match"]),
      direction: z.enum(["up", "down"]),
      value: text,
      column: z.enum(["cost", "effective", "price_list"]),
      otherList: text,
      preset: z.enum([
        "none",
        "ten",
        "hundred",
        "eighty",
        "whole",
        "ninetyNine",
        "ninetyFive",
        "own",
      ]),
      roundTo: text,
      roundEnding: text,
      roundDirection: z.enum(["nearest", "up", "down"]),
      name: text.trim().max(100),
      reason: text.trim().min(1, t.repricing.reasonRequired).max(200),
    })
    .superRefine((values, context) => {
      for (const [field, message] of Object.entries(problemsOf(values, t))) {
        if (message) context.addIssue({ code: "custom", path: [field], message });
      }
    });
}

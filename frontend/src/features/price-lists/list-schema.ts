// Which price lists may be written? The same bounds as the contract's, in the person's language.
import { z } from "zod";
import { compareDecimals, currencyDigits, isDecimal, scaleOf } from "@/lib/format/decimal";
import { plainNumber, type NumberKind } from "@/lib/format/read-number";
import type { Messages } from "@/lib/i18n/messages";
import type { PriceList, Rounding } from "./types";

export type Kind = "none" | "percent" | "fixed";
export type Sign = "less" | "more";

export const KINDS: readonly Kind[] = ["none", "percent", "fixed"];
export const SIGNS: readonly Sign[] = ["less", "more"];

export interface ListValues {
  code: string;
  name: string;
  /** Empty for a list with prices of its own only. */
  parent: string;
  kind: Kind;
  sign: Sign;
  value: string;
  roundTo: string;
  ending: string;
  direction: Rounding["direction"];
  channel: string;
  country: string;
  group: string;
  /** Empty for prices of any currency. */
  currency: string;
  zone: string;
  active: boolean;
  reason: string;
}

/** What the list to come may come from, as the form knows it. */
export interface Parent {
  name: string;
  currency: string | null;
}

const CODE = /^[a-z0-9][a-z0-9-]{0,39}$/;
export const SCALE_MAX = 4;
const WORD_MAX = 50;

export function newList(parent: string, zone: string): ListValues {
  return {
    ...{ code: "", name: "", parent, kind: "percent", sign: "less", value: "" },
    ...{ roundTo: "", ending: "", direction: "nearest", channel: "", country: "", group: "" },
    ...{ currency: "", zone, active: true, reason: "" },
  };
}

/** "-10.0000" is how a rule may be written; "10" is how people do. */
function short(text: string): string {
  const size = text.replace(/^-/, "");
  return size.includes(".") ? size.replace(/\.?0+$/, "") : size;
}

export function valuesOf(list: PriceList): ListValues {
  const { rule, rounding } = list;
  return {
    code: list.code,
    name: list.name,
    parent: list.parent ?? "",
    kind: rule?.kind ?? "none",
    sign: rule && !rule.value.startsWith("-") ? "more" : "less",
    value: rule ? short(rule.value) : "",
    roundTo: rounding ? short(rounding.to) : "",
    ending: rounding && compareDecimals(rounding.ending, "0") !== 0 ? short(rounding.ending) : "",
    direction: rounding?.direction ?? "nearest",
    channel: list.channel ?? "",
    country: list.country ?? "",
    group: list.customer_group ?? "",
    currency: list.currency ?? "",
    zone: list.time_zone,
    active: list.active,
    reason: "",
  };
}

/** What the figure of a rule is. */
export function ruleKind({ kind }: Pick<ListValues, "kind">, currency: string): NumberKind {
  return kind === "percent" ? { percent: SCALE_MAX } : { currency };
}

/** What is wrong with the figure of a rule; null for nothing. */
function valueTrouble(values: ListValues, currency: string, t: Messages) {
  const { kind, sign, value: text } = values;
  const { valueRequired, valueInvalid, lessAtMost } = t.priceLists;
  const value = plainNumber(text, ruleKind(values, currency));
  if (kind === "none") return null;
  if (value === "") return valueRequired;
  if (!isDecimal(value) || compareDecimals(value, "0") <= 0 || scaleOf(value) > SCALE_MAX) {
    return valueInvalid;
  }
  if (kind === "percent") {
    return sign === "less" && compareDecimals(value, "100") > 0 ? lessAtMost : null;
  }
  const digits = currency ? currencyDigits(currency) : SCALE_MAX;
  return scaleOf(value) > digits ? t.pricing.amountDecimals(currency, digits) : null;
}

function amountTrouble(text: string, currency: string, t: Messages): string | null {
  const value = plainNumber(text, { currency });
  if (!isDecimal(value) || value.startsWith("-")) return t.pricing.amountInvalid;
  const digits = currency ? currencyDigits(currency) : SCALE_MAX;
  return scaleOf(value) > digits ? t.pricing.amountDecimals(currency, digits) : null;
}

type Troubles = Partial<Record<keyof ListValues, string | null>>;

function roundingTroubles({ roundTo, ending }: ListValues, currency: string, t: Messages) {
  const [to, plus] = [roundTo, ending].map((text) => plainNumber(text, { currency })) as [
    string,
    string,
  ];
  if (to === "") return plus === "" ? {} : { roundTo: t.priceLists.valueRequired };
  const trouble = amountTrouble(roundTo, currency, t);
  if (trouble ?? compareDecimals(to, "0") <= 0) {
    return { roundTo: trouble ?? t.pricing.amountInvalid };
  }
  if (plus === "") return {};
  const tooLarge = () => (compareDecimals(plus, to) < 0 ? null : t.sales.endingTooLarge);
  return { ending: amountTrouble(ending, currency, t) ?? tooLarge() };
}

function troublesOf(values: ListValues, parent: Parent | null, t: Messages): Troubles {
  const { priceLists } = t;
  const { country, channel, group } = values;
  const other = parent?.currency && values.currency && parent.currency !== values.currency;
  const currency = values.currency || (parent?.currency ?? "");
  const tooLong = (text: string) => (text.trim().length > WORD_MAX ? priceLists.wordTooLong : null);
  const isCountry = country.trim() === "" || /^[a-z]{2}$/i.test(country.trim());
  return {
    channel: tooLong(channel),
    group: tooLong(group),
    country: isCountry ? null : priceLists.countryInvalid,
    currency: other ? priceLists.currencyOther(parent.name, parent.currency ?? "") : null,
    ...(parent
      ? {
          value: valueTrouble(values, currency, t),
          ...roundingTroubles(values, currency, t),
        }
      : {}),
  };
}

/** `parentOf` says what a code names that the form has as the parent; null for none. */
export function listSchema(t: Messages, parentOf: (code: string) => Parent | null) {
  const shape: z.ZodType<ListValues, ListValues> = z.object({
    code: z.string().trim().regex(CODE, t.priceLists.codeInvalid),
    name: z.string().trim().min(1, t.priceLists.nameRequired).max(100),
    parent: z.string(),
    kind: z.enum(["none", "percent", "fixed"]),
    sign: z.enum(["less", "more"]),
    value: z.string(),
    roundTo: z.string(),
    ending: z.string(),
    direction: z.enum(["nearest", "up", "down"]),
    channel: z.string(),
    country: z.string(),
    group: z.string(),
    currency: z.string(),
    zone: z.string(),
    active: z.boolean(),
    reason: z.string().trim().max(200),
  });
  return shape.superRefine((values, context) => {
    for (const [field, message] of Object.entries(troublesOf(values, parentOf(values.parent), t))) {
      if (message) context.addIssue({ code: "custom", path: [field], message });
    }
  });
}

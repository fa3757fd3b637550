// Which guards may be written? The same bounds as the contract's, in the person's own language.
import { z } from "zod";
import { compareDecimals, currencyDigits, isDecimal, scaleOf } from "@/lib/format/decimal";
import { plainNumber, type NumberKind } from "@/lib/format/read-number";
import type { Messages } from "@/lib/i18n/messages";
import type { Ban, Guard, GuardBody, GuardMode, Target } from "./types";

export const PERCENT: NumberKind = { percent: 2 };

export interface GuardValues {
  name: string;
  mode: GuardMode;
  /** Empty for all lists. */
  priceList: string;
  target: Target;
  category: string;
  sku: string;
  /** Known once the SKU is one that exists. */
  itemId: number | null;
  maxIncrease: string;
  maxDecrease: string;
  floor: string;
  ceiling: string;
  /** Empty for prices of any currency. */
  currency: string;
  minMargin: string;
  zero: Ban;
  scale: Ban;
  windowHours: string;
  active: boolean;
  reason: string;
}

export const NEW_GUARD: GuardValues = {
  name: "",
  mode: "approve",
  priceList: "",
  target: "all",
  category: "",
  sku: "",
  itemId: null,
  maxIncrease: "",
  maxDecrease: "",
  floor: "",
  ceiling: "",
  currency: "",
  minMargin: "",
  zero: "unset",
  scale: "unset",
  windowHours: "24",
  active: true,
  reason: "",
};

const banOf = (value: boolean | null): Ban => (value ? "refuse" : "unset");
const valueOf = (ban: Ban): boolean | null => (ban === "unset" ? null : true);

/** "30.00" is how the contract writes it; "30" is how people do. */
function short(text: string | null): string {
  return text?.includes(".") ? text.replace(/\.?0+$/, "") : (text ?? "");
}

export function toValues(guard: Guard): GuardValues {
  return {
    name: guard.name,
    mode: guard.mode,
    priceList: guard.price_list ?? "",
    target: guard.item_id !== null ? "item" : guard.category !== null ? "category" : "all",
    category: guard.category ?? "",
    sku: guard.sku ?? "",
    itemId: guard.item_id,
    maxIncrease: short(guard.max_increase_percent),
    maxDecrease: short(guard.max_decrease_percent),
    floor: guard.floor ?? "",
    ceiling: guard.ceiling ?? "",
    currency: guard.currency ?? "",
    minMargin: short(guard.min_margin_percent),
    zero: banOf(guard.refuse_zero),
    scale: banOf(guard.refuse_scale),
    windowHours: String(guard.window_hours),
    active: guard.active,
    reason: guard.reason ?? "",
  };
}

export function toGuard(values: GuardValues): GuardBody {
  const { target, currency } = values;
  const percent = (text: string) => plainNumber(text, PERCENT) || null;
  const amount = (text: string) => plainNumber(text, { currency }) || null;
  return {
    name: values.name.trim(),
    mode: values.mode,
    price_list: values.priceList || null,
    category: target === "category" ? values.category.trim() : null,
    item_id: target === "item" ? values.itemId : null,
    max_increase_percent: percent(values.maxIncrease),
    max_decrease_percent: percent(values.maxDecrease),
    floor: amount(values.floor),
    ceiling: amount(values.ceiling),
    currency: values.currency || null,
    min_margin_percent: percent(values.minMargin),
    refuse_zero: valueOf(values.zero),
    refuse_scale: valueOf(values.scale),
    window_hours: Number(values.windowHours),
    active: values.active,
    reason: values.reason.trim() || null,
  };
}

/** What is wrong with a text that shall be percent between two bounds; null for nothing. */
function percentProblem(
  text: string,
  t: Messages,
  isWithin: (value: string) => boolean,
  outside: string,
): string | null {
  const value = plainNumber(text, PERCENT);
  if (value === "") return null;
  if (!isDecimal(value) || scaleOf(value) > 2) return t.guards.percentInvalid;
  return isWithin(value) ? null : outside;
}

function amountProblem(text: string, currency: string, t: Messages): string | null {
  const value = plainNumber(text, { currency });
  if (value === "") return null;
  if (!isDecimal(value) || value.startsWith("-")) return t.guards.amountInvalid;
  if (currency === "") return t.guards.currencyFirst;
  const digits = currencyDigits(currency);
  return scaleOf(value) > digits ? t.pricing.amountDecimals(currency, digits) : null;
}

const WINDOW_MAX = 720;

function windowProblem(text: string, t: Messages): string | null {
  const isWhole = /^[1-9]\d{0,2}$/.test(text.trim());
  return isWhole && Number(text) <= WINDOW_MAX ? null : t.guards.windowInvalid;
}

type Field = keyof GuardValues;

/** What is wrong with the scope and the rules, by field. */
function problemsOf(values: GuardValues, t: Messages): Partial<Record<Field, string | null>> {
  const isAbove = (value: string, bound: string) => compareDecimals(value, bound) > 0;
  const { guards } = t;
  const isPositive = (value: string) => isAbove(value, "0");
  const floor = amountProblem(values.floor, values.currency, t);
  let ceiling = amountProblem(values.ceiling, values.currency, t);
  const [low, high] = [values.floor, values.ceiling].map((text) =>
    plainNumber(text, { currency: values.currency }),
  );
  if (!floor && !ceiling && low && high && isAbove(low, high)) ceiling = guards.ceilingBelow;
  const decrease = percentProblem(values.maxDecrease, t, isPositive, guards.percentAbove);
  return {
    category:
      values.target === "category" && !values.category.trim() ? guards.categoryRequired : null,
    sku: values.target === "item" && values.itemId === null ? guards.itemRequired : null,
    maxIncrease: percentProblem(values.maxIncrease, t, isPositive, guards.percentAbove),
    maxDecrease:
      decrease ??
      percentProblem(
        values.maxDecrease,
        t,
        (value) => !isAbove(value, "100"),
        guards.decreaseAtMost,
      ),
    floor,
    ceiling,
    windowHours: windowProblem(values.windowHours, t),
    minMargin: percentProblem(
      values.minMargin,
      t,
      (value) => isAbove("100", value) && !isAbove("-1000", value),
      guards.marginBelow,
    ),
  };
}

export function saysNothing(values: GuardValues): boolean {
  const { maxIncrease, maxDecrease, floor, ceiling, minMargin, zero, scale } = values;
  const texts = [maxIncrease, maxDecrease, floor, ceiling, minMargin];
  return texts.every((text) => text.trim() === "") && zero === "unset" && scale === "unset";
}

const ban = z.enum(["unset", "refuse"]);

export function guardSchema(t: Messages) {
  return z
    .object({
      name: z.string().trim().min(1, t.guards.nameRequired).max(100),
      mode: z.enum(["block", "approve", "warn"]),
      priceList: z.string(),
      target: z.enum(["all", "category", "item"]),
      category: z.string().max(300),
      sku: z.string(),
      itemId: z.number().nullable(),
      maxIncrease: z.string(),
      maxDecrease: z.string(),
      floor: z.string(),
      ceiling: z.string(),
      currency: z.string(),
      minMargin: z.string(),
      zero: ban,
      scale: ban,
      windowHours: z.string(),
      active: z.boolean(),
      reason: z.string().trim().max(200),
    })
    .superRefine((values, context) => {
      for (const [field, message] of Object.entries(problemsOf(values, t))) {
        if (message) context.addIssue({ code: "custom", path: [field], message });
      }
      if (saysNothing(values)) {
        const message = t.guards.rulesRequired;
        context.addIssue({ code: "custom", path: ["maxIncrease"], message });
      }
    });
}

/** The guard as it could be tried out already, whatever its name; null while it cannot. */
export function tryable(values: GuardValues, t: Messages): GuardBody | null {
  const named = { ...values, name: values.name.trim() || t.guards.title, active: true };
  return guardSchema(t).safeParse(named).success ? toGuard(named) : null;
}

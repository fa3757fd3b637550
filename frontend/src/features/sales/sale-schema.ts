// Which sales may be sent? The same bounds as the contract's, in the person's own language.
import { z } from "zod";
import { compareDecimals, currencyDigits, isDecimal, scaleOf } from "@/lib/format/decimal";
import { readUnits } from "@/lib/format/quantity";
import { plainNumber, type NumberKind } from "@/lib/format/read-number";
import { localIn, meaningsOf } from "@/lib/format/zoned";
import type { Messages } from "@/lib/i18n/messages";
import type { Sale } from "./types";

export const TIERS_MAX = 20;
const PRIORITY_MAX = 1_000;
const UNITS_MAX = 1_000_000;
const PERCENT_DIGITS = 2;

export type Worth = "percent" | "amount";
export type Direction = "nearest" | "up" | "down";

export interface TierValues {
  units: string;
  worth: Worth;
  value: string;
}

export interface SaleValues {
  name: string;
  worth: Worth;
  value: string;
  roundTo: string;
  ending: string;
  direction: Direction;
  priority: string;
  zone: string;
  /** As `datetime-local` has it; empty: now, and open. */
  starts: string;
  ends: string;
  /** Which of two moments is meant, where the clocks show the hour twice: its offset. */
  startsOffset: string;
  endsOffset: string;
  tiers: TierValues[];
  reason: string;
}

export const NO_TIER: TierValues = { units: "", worth: "percent", value: "" };

export function newSale(zone: string): SaleValues {
  return {
    ...{ name: "", worth: "percent", value: "", roundTo: "", ending: "", direction: "nearest" },
    ...{ priority: "0", zone, starts: "", ends: "", startsOffset: "", endsOffset: "" },
    ...{ tiers: [], reason: "" },
  };
}

function worthOf(of: { amount: string | null; percent_off: string | null }) {
  const worth: Worth = of.percent_off === null ? "amount" : "percent";
  return { worth, value: of.percent_off ?? of.amount ?? "" };
}

/** The form as the sale stands. */
export function valuesOf(sale: Sale): SaleValues {
  const zone = sale.time_zone;
  const offset = (local: string, moment: string | null) => {
    const at = moment ? Math.floor(Date.parse(moment) / 1_000) * 1_000 : null;
    return meaningsOf(local, zone).find((meaning) => meaning.at === at)?.offset ?? "";
  };
  const starts = localIn(sale.starts_at, zone);
  const ends = sale.ends_at ? localIn(sale.ends_at, zone) : "";
  return {
    name: sale.name,
    ...worthOf(sale),
    roundTo: sale.rounding?.to ?? "",
    ending: sale.rounding && sale.rounding.ending !== "0" ? sale.rounding.ending : "",
    direction: sale.rounding?.direction ?? "nearest",
    priority: String(sale.priority),
    zone,
    starts,
    ends,
    startsOffset: offset(starts, sale.starts_at),
    endsOffset: offset(ends, sale.ends_at),
    tiers: sale.tiers.map((tier) => ({ units: String(tier.min_quantity), ...worthOf(tier) })),
    reason: "",
  };
}

/** What a field for a percentage or an amount takes. */
export function kindOf(worth: Worth, currency: string): NumberKind {
  return worth === "percent" ? { percent: PERCENT_DIGITS } : { currency };
}

/** What is wrong with a percentage or an amount; null when nothing is. */
export function worthTrouble(
  t: Messages,
  worth: Worth,
  text: string,
  currency: string,
): string | null {
  const value = plainNumber(text, kindOf(worth, currency));
  if (value === "") return worth === "percent" ? t.sales.percentRequired : t.pricing.amountRequired;
  if (!isDecimal(value) || value.startsWith("-")) {
    return worth === "percent" ? t.sales.percentInvalid : t.pricing.amountInvalid;
  }
  if (worth === "percent") {
    const fits =
      compareDecimals(value, "0") > 0 &&
      compareDecimals(value, "100") <= 0 &&
      scaleOf(value) <= PERCENT_DIGITS;
    return fits ? null : t.sales.percentInvalid;
  }
  const digits = currencyDigits(currency);
  return scaleOf(value) > digits ? t.pricing.amountDecimals(currency, digits) : null;
}

/** What is wrong with a local time; null when it names one moment, or is left open. */
export function timeTrouble(
  t: Messages,
  local: string,
  zone: string,
  offset: string,
): string | null {
  if (local === "") return null;
  const meanings = meaningsOf(local, zone);
  if (meanings.length === 0) return t.sales.skipped(zone);
  const isSaid = meanings.some((meaning) => meaning.offset === offset);
  return meanings.length > 1 && !isSaid ? t.sales.twice(zone) : null;
}

/** The moment that a field names, ms since 1970; null when it is open or names none. */
export function momentOf(local: string, zone: string, offset: string): number | null {
  const meanings = meaningsOf(local, zone);
  const said = meanings.find((meaning) => meaning.offset === offset) ?? meanings[0];
  return said?.at ?? null;
}

type Refuse = (path: (string | number)[], message: string | null) => void;

function checkTimes(t: Messages, values: SaleValues, refuse: Refuse): void {
  const { zone, starts, ends, startsOffset, endsOffset } = values;
  refuse(["starts"], timeTrouble(t, starts, zone, startsOffset));
  refuse(["ends"], timeTrouble(t, ends, zone, endsOffset));
  const from = momentOf(starts, zone, startsOffset) ?? Date.now();
  const to = momentOf(ends, zone, endsOffset);
  if (to !== null && to <= from) refuse(["ends"], t.sales.endsBeforeStart);
}

function checkTiers(t: Messages, tiers: readonly TierValues[], money: string, refuse: Refuse) {
  const seen = new Set<number>();
  tiers.forEach((tier, place) => {
    const units = readUnits(tier.units);
    const fits = units !== null && units >= 2 && units <= UNITS_MAX;
    refuse(["tiers", place, "units"], fits ? null : t.sales.unitsInvalid);
    if (fits && seen.has(units)) refuse(["tiers", place, "units"], t.sales.unitsTwice);
    if (fits) seen.add(units);
    refuse(["tiers", place, "value"], worthTrouble(t, tier.worth, tier.value, money));
  });
}

function checkRounding(t: Messages, values: SaleValues, money: string, refuse: Refuse): void {
  if (values.worth !== "percent" || values.roundTo.trim() === "") return;
  const to = plainNumber(values.roundTo, { currency: money });
  const trouble = worthTrouble(t, "amount", values.roundTo, money);
  refuse(["roundTo"], trouble ?? (compareDecimals(to, "0") > 0 ? null : t.pricing.amountInvalid));
  if (trouble || values.ending.trim() === "") return;
  const ending = plainNumber(values.ending, { currency: money });
  const wrong = worthTrouble(t, "amount", values.ending, money);
  refuse(["ending"], wrong ?? (compareDecimals(ending, to) < 0 ? null : t.sales.endingTooLarge));
}

export function saleSchema(t: Messages, currency: string) {
  const worth = z.enum(["percent", "amount"]);
  const shape: z.ZodType<SaleValues, SaleValues> = z.object({
    name: z.string().trim().min(1, t.sales.nameRequired).max(100),
    worth,
    value: z.string(),
    roundTo: z.string(),
    ending: z.string(),
    direction: z.enum(["nearest", "up", "down"]),
    priority: z.string(),
    zone: z.string(),
    starts: z.string(),
    ends: z.string(),
    startsOffset: z.string(),
    endsOffset: z.string(),
    tiers: z.array(z.object({ units: z.string(), worth, value: z.string() })).max(TIERS_MAX),
    reason: z.string().trim().max(200),
  });
  return shape.superRefine((values, context) => {
    const refuse: Refuse = (path, message) => {
      if (message) context.addIssue({ code: "custom", path, message });
    };
    refuse(["value"], worthTrouble(t, values.worth, values.value, currency));
    const priority = readUnits(values.priority);
    const ranks = priority !== null && priority <= PRIORITY_MAX;
    refuse(["priority"], ranks ? null : t.sales.priorityInvalid);
    checkRounding(t, values, currency, refuse);
    checkTimes(t, values, refuse);
    checkTiers(t, values.tiers, currency, refuse);
  });
}

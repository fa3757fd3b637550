// What is sent of a sale, and what does the form make of what comes back?
import { currencyDigits, lessPercent } from "@/lib/format/decimal";
import { readUnits } from "@/lib/format/quantity";
import { plainNumber } from "@/lib/format/read-number";
import { meaningsOf } from "@/lib/format/zoned";
import type { Messages } from "@/lib/i18n/messages";
import { kindOf, worthTrouble, type SaleValues, type Worth } from "./sale-schema";
import type { Sale, SaleBody, SalePatch } from "./types";

/** Without an offset the server reads it in the zone; where that is not enough, with one. */
function momentText(local: string, zone: string, offset: string): string | null {
  if (local === "") return null;
  const full = local.length === 16 ? `${local}:00` : local;
  return meaningsOf(local, zone).length > 1 ? `${full}${offset}` : full;
}

function worthBody({ worth, value: text }: { worth: Worth; value: string }, currency: string) {
  const value = plainNumber(text, kindOf(worth, currency));
  return worth === "percent" ? { percent_off: value } : { amount: value };
}

function roundingOf(values: SaleValues, currency: string): SaleBody["rounding"] {
  const { worth, roundTo, ending, direction } = values;
  const to = plainNumber(roundTo, { currency });
  if (worth !== "percent" || to === "") return null;
  return { to, ending: plainNumber(ending, { currency }) || "0", direction };
}

function tiersOf({ tiers }: SaleValues, currency: string): SaleBody["tiers"] {
  return tiers
    .map((tier) => ({ min_quantity: readUnits(tier.units) ?? 0, ...worthBody(tier, currency) }))
    .sort((a, b) => a.min_quantity - b.min_quantity);
}

export interface SalePlace {
  list: string;
  currency: string;
}

export function toSale(values: SaleValues, { list, currency }: SalePlace): SaleBody {
  const { zone, starts, ends, startsOffset, endsOffset } = values;
  return {
    name: values.name.trim(),
    currency,
    price_list: list,
    ...worthBody(values, currency),
    rounding: roundingOf(values, currency),
    tiers: tiersOf(values, currency),
    priority: readUnits(values.priority) ?? 0,
    starts_at: momentText(starts, zone, startsOffset),
    ends_at: momentText(ends, zone, endsOffset),
    time_zone: zone,
    reason: values.reason.trim() || null,
  };
}

const WORTH_FIELDS = ["worth", "value"] as const;
const ROUNDING_FIELDS = ["worth", "roundTo", "ending", "direction"] as const;

/** Only what differs from the sale as it stands; null when nothing does. */
export function toPatch(
  values: SaleValues,
  before: SaleValues,
  { version, currency }: Pick<Sale, "version" | "currency">,
): SalePatch | null {
  const full = toSale(values, { list: "", currency });
  const differs = (...fields: readonly (keyof SaleValues)[]) =>
    fields.some((field) => JSON.stringify(values[field]) !== JSON.stringify(before[field]));
  const patch: SalePatch = {
    ...(differs("name") ? { name: full.name } : {}),
    ...(differs(...WORTH_FIELDS) ? worthBody(values, currency) : {}),
    ...(differs(...ROUNDING_FIELDS) ? { rounding: full.rounding ?? null } : {}),
    ...(differs("priority") ? { priority: full.priority ?? 0 } : {}),
    ...(differs("zone") ? { time_zone: values.zone } : {}),
    ...(differs("starts", "startsOffset", "zone") ? { starts_at: full.starts_at ?? null } : {}),
    ...(differs("ends", "endsOffset", "zone") ? { ends_at: full.ends_at ?? null } : {}),
    ...(differs("tiers") ? { tiers: full.tiers ?? [] } : {}),
  };
  if (Object.keys(patch).length === 0) return null;
  return { ...patch, reason: values.reason.trim() || null, expected_version: version };
}

/** About what a sale makes of a base price, before any rounding; null while it says nothing. */
export function worthNow(
  t: Messages,
  { worth, value }: Pick<SaleValues, "worth" | "value">,
  base: string,
  currency: string,
): string | null {
  if (worthTrouble(t, worth, value, currency) !== null) return null;
  const plain = plainNumber(value, kindOf(worth, currency));
  return worth === "amount" ? plain : lessPercent(base, plain, currencyDigits(currency));
}

/** The field of the form that a field of the contract is; null for one that it has not. */
export function fieldOf(name: string): keyof SaleValues | null {
  const fields: Record<string, keyof SaleValues> = {
    name: "name",
    amount: "value",
    percent_off: "value",
    priority: "priority",
    starts_at: "starts",
    ends_at: "ends",
    time_zone: "zone",
    rounding: "roundTo",
    tiers: "tiers",
    reason: "reason",
  };
  return fields[name.split(".")[0] ?? ""] ?? null;
}

// What is sent of a price list, and which field of the form does a complaint belong to?
import { isDecimal } from "@/lib/format/decimal";
import { plainNumber } from "@/lib/format/read-number";
import { ruleKind, type ListValues } from "./list-schema";
import type { Derived } from "./list-words";
import type { ListBody, ListPatch, Rounding, Rule } from "./types";

function ruleOf(values: ListValues, currency: string): Rule | null {
  const { parent, kind, sign, value } = values;
  if (parent === "" || kind === "none") return null;
  const size = plainNumber(value, ruleKind(values, currency));
  return { kind, value: sign === "less" ? `-${size}` : size };
}

function roundingOf(values: ListValues, currency: string): Rounding | null {
  const { parent, roundTo, ending, direction } = values;
  const to = plainNumber(roundTo, { currency });
  if (parent === "" || to === "") return null;
  return { to, ending: plainNumber(ending, { currency }) || "0", direction };
}

/** Where its prices come from; null while the rule has no figure yet, or no readable one. */
export function derivedOf(values: ListValues, currency = values.currency): Derived | null {
  const rule = ruleOf(values, currency);
  const rounding = roundingOf(values, currency);
  const figures = [rule?.value, rounding?.to, rounding?.ending];
  const isReadable = figures.every((figure) => figure === undefined || isDecimal(figure));
  return isReadable ? { parent: values.parent || null, rule, rounding } : null;
}

const word = (text: string) => text.trim() || null;

/** `currency` is the one of its prices, its own or its parent's. */
export function toList(values: ListValues, currency = values.currency): ListBody {
  return {
    code: values.code.trim(),
    name: values.name.trim(),
    currency: values.currency || null,
    channel: word(values.channel),
    country: word(values.country.toUpperCase()),
    customer_group: word(values.group),
    time_zone: values.zone,
    parent: values.parent || null,
    rule: ruleOf(values, currency),
    rounding: roundingOf(values, currency),
    reason: word(values.reason),
  };
}

/** Only what differs from the list as it stands; null when nothing does. */
export function toPatch(
  values: ListValues,
  before: ListValues,
  version: number,
  currency = values.currency,
): ListPatch | null {
  const [full, old] = [toList(values, currency), toList(before, currency)];
  const { name, channel, country, customer_group, time_zone, rule, rounding } = full;
  const sent = { name, channel, country, customer_group, time_zone, rule, rounding };
  const differs = (key: keyof typeof sent) =>
    JSON.stringify(full[key] ?? null) !== JSON.stringify(old[key] ?? null);
  const patch: ListPatch = {
    ...Object.fromEntries(
      Object.entries(sent).filter(([key]) => differs(key as keyof typeof sent)),
    ),
    ...(values.active === before.active ? {} : { active: values.active }),
  };
  if (Object.keys(patch).length === 0) return null;
  return { ...patch, reason: full.reason ?? null, expected_version: version };
}

/** The field of the form that a field of the contract is; null for one that it has not. */
export function fieldOf(name: string): keyof ListValues | null {
  const fields: Record<string, keyof ListValues> = {
    code: "code",
    name: "name",
    parent: "parent",
    rule: "value",
    rounding: name.endsWith("ending") ? "ending" : "roundTo",
    channel: "channel",
    country: "country",
    customer_group: "group",
    currency: "currency",
    time_zone: "zone",
    active: "active",
    reason: "reason",
  };
  return fields[name.split(".")[0] ?? ""] ?? null;
}

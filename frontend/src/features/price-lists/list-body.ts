// What is sent of a price list, and which field of the form does a complaint belong to?
import { plainNumber } from "@/lib/format/plain-number";
import type { ListValues } from "./list-schema";
import type { Derived } from "./list-words";
import type { ListBody, ListPatch, Rounding, Rule } from "./types";

function ruleOf({ parent, kind, sign, value }: ListValues): Rule | null {
  if (parent === "" || kind === "none") return null;
  const size = plainNumber(value);
  return { kind, value: sign === "less" ? `-${size}` : size };
}

function roundingOf({ parent, roundTo, ending, direction }: ListValues): Rounding | null {
  const to = plainNumber(roundTo);
  if (parent === "" || to === "") return null;
  return { to, ending: plainNumber(ending) || "0", direction };
}

/** Where its prices come from; null while the rule has no figure yet. */
export function derivedOf(values: ListValues): Derived | null {
  if (values.kind !== "none" && plainNumber(values.value) === "") return null;
  return { parent: values.parent || null, rule: ruleOf(values), rounding: roundingOf(values) };
}

const word = (text: string) => text.trim() || null;

export function toList(values: ListValues): ListBody {
  return {
    code: values.code.trim(),
    name: values.name.trim(),
    currency: values.currency || null,
    channel: word(values.channel),
    country: word(values.country.toUpperCase()),
    customer_group: word(values.group),
    time_zone: values.zone,
    parent: values.parent || null,
    rule: ruleOf(values),
    rounding: roundingOf(values),
    reason: word(values.reason),
  };
}

/** Only what differs from the list as it stands; null when nothing does. */
export function toPatch(values: ListValues, before: ListValues, version: number): ListPatch | null {
  const [full, old] = [toList(values), toList(before)];
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

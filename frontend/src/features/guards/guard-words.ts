// How is a guard said in a few words: where it holds, and what it asks?
import type { Format } from "@/lib/format/format";
import type { Messages } from "@/lib/i18n/messages";
import type { Guard } from "./types";

type Scope = Pick<Guard, "category" | "item_id" | "sku" | "price_list" | "currency">;

export function scopeWords({ category, item_id, sku, price_list, currency }: Scope, t: Messages) {
  const { scopeOf } = t.guards;
  const scope =
    item_id !== null
      ? scopeOf.item(sku ?? `#${String(item_id)}`)
      : category !== null
        ? scopeOf.category(category)
        : scopeOf.all;
  const place = price_list === null ? scope : scopeOf.inList(scope, price_list);
  return currency === null ? place : `${place} · ${currency}`;
}

const USUAL_HOURS = 24;
const DEFAULT_NAME = "Default guard";

/** The guard that a shop has from the beginning is named in the reader's language. */
export function guardName({ name, is_default }: Pick<Guard, "name" | "is_default">, t: Messages) {
  return is_default && name === DEFAULT_NAME ? t.guards.defaultName : name;
}

/** "Up at most 30%", "From ¥500", one by one. */
export function ruleWords(guard: Guard, t: Messages, format: Format): string[] {
  const { said } = t.guards;
  const money = (amount: string) =>
    guard.currency ? format.money(amount, guard.currency) : amount;
  const percent = format.percent;
  const { max_increase_percent, max_decrease_percent, floor, ceiling, min_margin_percent } = guard;
  const { window_hours, refuse_zero, refuse_scale } = guard;
  const hasSteps = max_increase_percent ?? max_decrease_percent ?? (refuse_scale || null);
  return [
    max_increase_percent && said.max_increase(percent(max_increase_percent)),
    max_decrease_percent && said.max_decrease(percent(max_decrease_percent)),
    floor && said.floor(money(floor)),
    ceiling && said.ceiling(money(ceiling)),
    min_margin_percent && said.margin(percent(min_margin_percent)),
    refuse_zero && said.zero,
    refuse_scale && said.scale,
    hasSteps !== null && window_hours !== USUAL_HOURS && said.window(format.number(window_hours)),
  ].filter((words): words is string => Boolean(words));
}

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

/** "Up at most 30%", "From ¥500", one by one. */
export function ruleWords(guard: Guard, t: Messages, format: Format): string[] {
  const { said } = t.guards;
  const money = (amount: string) =>
    guard.currency ? format.money(amount, guard.currency) : amount;
  const percent = format.percent;
  const { max_increase_percent, max_decrease_percent, floor, ceiling, min_margin_percent } = guard;
  const ban = (value: boolean | null, refused: string, allowed: string) =>
    value === null ? null : value ? refused : allowed;
  return [
    max_increase_percent && said.max_increase(percent(max_increase_percent)),
    max_decrease_percent && said.max_decrease(percent(max_decrease_percent)),
    floor && said.floor(money(floor)),
    ceiling && said.ceiling(money(ceiling)),
    min_margin_percent && said.margin(percent(min_margin_percent)),
    ban(guard.refuse_zero, said.zero, said.zeroAllowed),
    ban(guard.refuse_scale, said.scale, said.scaleAllowed),
  ].filter((words): words is string => Boolean(words));
}

// How is a price list said in a few words: whom it is for, and where its prices come from?
import { compareDecimals, currencyDigits, scaleOf } from "@/lib/format/decimal";
import type { Format } from "@/lib/format/format";
import type { Messages } from "@/lib/i18n/messages";
import type { PriceList } from "./types";

type Whom = Pick<PriceList, "channel" | "country" | "customer_group" | "currency">;

/** "Japan" for "JP"; the code itself where the browser knows no such country. */
export function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
}

/** "Channel web · Japan · JPY"; everyone where it names nobody. */
export function whomWords(list: Whom, t: Messages, locale: string): string {
  const { said } = t.priceLists;
  const people = [
    list.channel && said.channel(list.channel),
    list.country && countryName(list.country, locale),
    list.customer_group && said.group(list.customer_group),
  ].filter(Boolean);
  const words = people.length > 0 ? people : [said.everyone];
  return [...words, list.currency].filter(Boolean).join(" · ");
}

/** An amount of a rule: in prices of any currency it has no sign. */
function moneyIn(currency: string | null, format: Format) {
  return (amount: string): string => {
    const fits = currency !== null && scaleOf(amount) <= currencyDigits(currency);
    return fits ? format.money(amount, currency) : plain(amount);
  };
}

function plain(amount: string): string {
  return amount.includes(".") ? amount.replace(/\.?0+$/, "") : amount;
}

/** A list, as much of it as says where its prices come from. */
export type Derived = Pick<PriceList, "parent" | "rule" | "rounding">;

interface Place {
  /** Of the list that it comes from. */
  parentName: string;
  currency: string | null;
}

function ruleWords({ rule }: Derived, { parentName, currency }: Place, t: Messages, f: Format) {
  const { said } = t.priceLists;
  if (!rule || compareDecimals(rule.value, "0") === 0) return said.like(parentName);
  const size = rule.value.replace(/^-/, "");
  const value = rule.kind === "percent" ? f.percent(size) : moneyIn(currency, f)(size);
  return rule.value.startsWith("-") ? said.less(value, parentName) : said.more(value, parentName);
}

/** "10% less than Default, rounded to ¥10". */
export function derivedWords(list: Derived, place: Place, t: Messages, format: Format): string {
  const { said } = t.priceLists;
  if (list.parent === null) return said.ownPrices;
  const rule = ruleWords(list, place, t, format);
  if (!list.rounding) return rule;
  const { to, ending, direction } = list.rounding;
  const money = moneyIn(place.currency, format);
  const step = compareDecimals(ending, "0") === 0 ? money(to) : said.plus(money(to), money(ending));
  return said.joined(rule, said.rounded[direction](step));
}

/** "42 prices", and of a list that follows another one: how many are its own. */
export function countWords(
  { prices, own_prices, parent }: Pick<PriceList, "prices" | "own_prices" | "parent">,
  t: Messages,
  format: Format,
): { all: string; parts: string | null } {
  const { counts } = t.priceLists;
  if (prices === 0) return { all: counts.none, parts: null };
  const all = counts.all(format.number(prices));
  if (parent === null) return { all, parts: null };
  if (own_prices === 0) return { all, parts: counts.allInherited };
  const own = counts.own(format.number(own_prices));
  return { all, parts: `${own} · ${counts.inherited(format.number(prices - own_prices))}` };
}

// How is a change of many prices said in a few words: which prices, and what becomes of them?
import { compareDecimals } from "@/lib/format/decimal";
import type { Format } from "@/lib/format/format";
import type { Messages } from "@/lib/i18n/messages";
import type { Bulk } from "./types";

type Said = Pick<Bulk, "filter" | "rule" | "rounding" | "currency">;

const SKUS_SAID = 3;

export function filterWords({ filter, currency }: Said, t: Messages, format: Format): string {
  const { said, skusCount } = t.repricing;
  const { q, category, tag, skus, min_amount, max_amount } = filter;
  const { min_margin_percent, max_margin_percent } = filter;
  const money = (amount: string) => format.money(amount, currency);
  const few = skus.length <= SKUS_SAID ? format.list(skus) : skusCount(format.number(skus.length));
  const words = [
    q && said.q(q),
    category && said.category(category),
    tag && said.tag(tag),
    skus.length > 0 && few,
    min_amount && said.from(money(min_amount)),
    max_amount && said.to(money(max_amount)),
    min_margin_percent && said.marginFrom(format.percent(min_margin_percent)),
    max_margin_percent && said.marginTo(format.percent(max_margin_percent)),
  ].filter(Boolean);
  return words.length > 0 ? words.join(said.separator) : said.everything;
}

function signedMoney(amount: string, currency: string, format: Format): string {
  const size = format.money(amount.replace(/^-/, ""), currency);
  return amount.startsWith("-") ? `\u2212${size}` : `+${size}`;
}

export function ruleWords({ rule, currency }: Said, t: Messages, format: Format): string {
  const { said } = t.repricing;
  const percent = compareDecimals(rule.value, "0") === 0 ? "" : format.signedPercent(rule.value);
  switch (rule.kind) {
    case "set":
      return said.set(format.money(rule.value, currency));
    case "amount":
      return signedMoney(rule.value, currency, format);
    case "percent":
      return format.signedPercent(rule.value);
    case "match": {
      const figure =
        rule.column === "price_list"
          ? said.matchList(rule.price_list ?? "")
          : said.match[rule.column ?? "cost"];
      return `${figure} ${percent}`.trim();
    }
  }
}

/** "to ¥100, ending in ¥80, up"; null without a rounding of its own. */
export function roundingWords({ rounding, currency }: Said, t: Messages, format: Format) {
  if (!rounding) return null;
  const { said, directions } = t.repricing;
  const hasEnding = compareDecimals(rounding.ending, "0") !== 0;
  return [
    said.roundTo(format.money(rounding.to, currency)),
    hasEnding && said.ending(format.money(rounding.ending, currency)),
    rounding.direction !== "nearest" && directions[rounding.direction],
  ]
    .filter(Boolean)
    .join(said.separator);
}

/** What it is called: by its name, or by what it does. */
export function bulkName(bulk: Said & Pick<Bulk, "name">, t: Messages, format: Format): string {
  if (bulk.name) return bulk.name;
  return t.repricing.said.named(filterWords(bulk, t, format), ruleWords(bulk, t, format));
}

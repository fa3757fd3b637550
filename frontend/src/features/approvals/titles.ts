// What is a proposal called in the reader's language? The server's title is a line of English, made
// of what somebody has named and of what the proposal says anyway; only the first is taken from it.
import type { Format } from "@/lib/format/format";
import type { Messages } from "@/lib/i18n/messages";
import type { Proposal, ProposalLine } from "./types";

const OWN_LIST = "default";

/** The lines of a proposal about one item, its own list first; null when it is about several. */
export function linesOfOne({
  lines,
  lines_total,
}: Proposal): [ProposalLine, ...ProposalLine[]] | null {
  const [first] = lines;
  if (!first || lines.length !== lines_total) return null;
  if (lines.some(({ item_id }) => item_id !== first.item_id)) return null;
  const main = lines.find(({ price_list }) => price_list === OWN_LIST) ?? first;
  return [main, ...lines.filter((line) => line !== main)];
}

/** "+10 %", "by cost" and their like, as the server writes them; anything else stays as it is. */
function ruleWords(rule: string, t: Messages, format: Format): string {
  const [, signed] = /^([+-]\d+(?:\.\d+)?) %$/.exec(rule) ?? [];
  if (signed) return format.signedPercent(signed);
  const { match } = t.repricing.said;
  return { "by cost": match.cost, "= effective": match.effective }[rule] ?? rule;
}

/** "Summer: −10%": the name of a bulk change, if it has one, and its rule. */
function bulkWords(proposal: Proposal, t: Messages, format: Format): string | null {
  const { title, lines, lines_total } = proposal;
  const [line] = lines;
  if (!line) return null;
  const count = lines_total.toLocaleString("en-US");
  const facts = `, ${count} prices in ${line.price_list} (${line.currency})`;
  if (!title.endsWith(facts)) return null;
  const said = title.slice(0, -facts.length);
  const end = said.lastIndexOf(": ");
  if (end < 0) return ruleWords(said, t, format);
  return t.repricing.said.named(said.slice(0, end), ruleWords(said.slice(end + 2), t, format));
}

/** What it is about in somebody's own words: a sale, a price list, a bulk change; else null. */
export function subjectOf(proposal: Proposal, t: Messages, format: Format): string | null {
  const { kind, title, lines, lines_total } = proposal;
  switch (kind) {
    case "sale":
    case "sale_edit": {
      const item = `${lines[0]?.sku ?? ""}: `;
      return title.startsWith(item) ? title.slice(item.length) : title;
    }
    case "list": {
      const facts = `: ${String(lines_total)} prices`;
      return title.endsWith(facts) ? title.slice(0, -facts.length) : title;
    }
    case "bulk":
      return bulkWords(proposal, t, format);
    default:
      return null;
  }
}

/** What a proposal about the prices of several items is called. */
export function titleOfMany(proposal: Proposal, t: Messages, format: Format): string {
  const { kind, title, lines, lines_total, guard } = proposal;
  if (guard) {
    const { removed, changed } = t.approvals.guard;
    return (guard.removed ? removed : changed)(guard.guard_name);
  }
  const [line] = lines;
  if (!line || (kind !== "bulk" && kind !== "list")) return title;
  const place = line.price_list === OWN_LIST ? "" : t.prices.inList(line.price_list);
  const subject = subjectOf(proposal, t, format) ?? t.approvals.kinds[kind];
  const count = format.number(lines_total);
  return t.approvals.many(subject, count, kind === "bulk" ? place : "");
}

/** "A-17: ¥1,980 → ¥198"; for several items what becomes of how many prices. */
export function nameOf(proposal: Proposal, t: Messages, format: Format): string {
  const [line] = linesOfOne(proposal) ?? [];
  if (!line) return titleOfMany(proposal, t, format);
  const before = line.before ? format.money(line.before, line.currency) : t.approvals.noPriceBefore;
  return `${line.sku}: ${before} → ${format.money(line.amount, line.currency)}`;
}

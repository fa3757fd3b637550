import { ShieldAlert, ShieldQuestion, ShieldX } from "lucide-react";
import type { components } from "@/lib/api/schema.gen";
import { toProblem } from "@/lib/api/problem";
import { cx } from "@/lib/dom/cx";
import type { Format } from "@/lib/format/format";
import type { Messages } from "@/lib/i18n/messages";
import { useI18n } from "@/lib/i18n/provider";

export type Hit = components["schemas"]["GuardHit"];

const SEVERITY: Record<Hit["mode"], number> = { warn: 1, approve: 2, block: 3 };

/** The strictest of some hits, which is what becomes of the price; null without any. */
export function strictest(hits: readonly Hit[]): Hit["mode"] | null {
  return hits.reduce<Hit["mode"] | null>(
    (worst, { mode }) => (worst && SEVERITY[worst] >= SEVERITY[mode] ? worst : mode),
    null,
  );
}

/** What the guard found, when a write was refused because of it; null for any other trouble. */
export function hitsOf(error: unknown): Hit[] | null {
  const { code, document } = toProblem(error);
  if (code !== "price_blocked") return null;
  return Array.isArray(document.hits) ? (document.hits as Hit[]) : [];
}

/** An amount as it is, where nobody says in which currency it is. */
function sayAmount(amount: string, currency: string | null, format: Format): string {
  return currency === null ? amount : format.money(amount, currency);
}

/** What a hit says, in a sentence. Its figures are amounts or percent, as its rule has it. */
export function sayHit(hit: Hit, currency: string | null, t: Messages, format: Format): string {
  const { rule } = hit;
  // Of the margin no figure is told: with the price it would be a bound of the cost.
  if (rule === "zero" || rule === "scale" || rule === "margin") return t.prices.hits[rule]();
  const limit = hit.limit ?? t.common.none;
  if (rule === "floor" || rule === "ceiling") {
    return t.prices.hits[rule](
      hit.limit ? sayAmount(limit, currency, format) : limit,
      sayAmount(hit.amount, currency, format),
    );
  }
  const percent = (text: string) => format.percent(text.replace("-", ""));
  const allowed = hit.limit ? percent(limit) : limit;
  return t.prices.hits[rule](allowed, hit.value ? percent(hit.value) : t.common.none);
}

const ICONS = { warn: ShieldAlert, approve: ShieldQuestion, block: ShieldX } as const;
const TONES: Record<Hit["mode"], string> = {
  warn: "text-low",
  approve: "text-over",
  block: "text-out",
};

const ALSO_SHOWN = 8;

/** One rule of one guard, with every price that breaks it: the strictest rules first. */
export function byRule(hits: readonly Hit[]): [Hit, ...Hit[]][] {
  const groups = new Map<string, [Hit, ...Hit[]]>();
  for (const hit of hits) {
    const rule = `${hit.mode} ${hit.rule} ${String(hit.guard_id)}`;
    const group = groups.get(rule);
    if (group) group.push(hit);
    else groups.set(rule, [hit]);
  }
  return [...groups.values()].sort(([a], [b]) => SEVERITY[b.mode] - SEVERITY[a.mode]);
}

interface WhereProps {
  hits: readonly [Hit, ...Hit[]];
  currency: string | null;
  priceList: string | undefined;
  severalAmounts: boolean;
}

/** Which guard it is, and which prices besides the one that the sentence speaks of. */
function Where({ hits, currency, priceList, severalAmounts }: WhereProps) {
  const { t, format } = useI18n();
  const [first, ...others] = hits;
  const saysAmount = first.rule === "floor" || first.rule === "ceiling";
  const place = (hit: Hit, withAmount: boolean) =>
    [
      withAmount && sayAmount(hit.amount, currency, format),
      priceList !== undefined && hit.price_list !== priceList && t.prices.inList(hit.price_list),
    ]
      .filter(Boolean)
      .join(" ");
  const own = place(first, severalAmounts && !saysAmount);
  const also = others.slice(0, ALSO_SHOWN).map((hit) => place(hit, true));
  const more = others.length - also.length;
  return (
    <span className="block text-xs text-ink-3">
      {t.prices.byGuard(first.guard_name)}
      {own && (
        <>
          {" · "}
          <span className="nums whitespace-nowrap">{own}</span>
        </>
      )}
      {also.length > 0 && <> · {t.prices.alsoBreaks}</>}
      {also.map((each, at) => (
        <span key={at}>
          {at === 0 ? " " : <wbr />}
          <span className="nums whitespace-nowrap">
            {each}
            {at < also.length - 1 && t.common.comma}
          </span>
        </span>
      ))}
      {more > 0 && <> {t.prices.andMore(format.number(more))}</>}
    </span>
  );
}

interface Props {
  hits: readonly Hit[];
  /** Null where the prices may be in any. */
  currency: string | null;
  /** The list that is looked at; a hit in another one says so. */
  priceList?: string;
  className?: string;
}

/** Which rules some prices break: the sign, the sentence, the guard behind it, and where. */
export function GuardHits({ hits, currency, priceList, className }: Props) {
  const { t, format } = useI18n();
  // A base price may break a rule by itself, by what a sale makes of it, and in other lists.
  const severalAmounts = new Set(hits.map(({ amount }) => amount)).size > 1;
  return (
    <ul className={cx("grid gap-1.5", className)}>
      {byRule(hits).map((group) => {
        const [hit] = group;
        const Icon = ICONS[hit.mode];
        return (
          <li key={`${hit.mode} ${hit.rule} ${String(hit.guard_id)}`} className="flex gap-2">
            <Icon
              className={cx("mt-0.5 size-4 shrink-0", TONES[hit.mode])}
              strokeWidth={1.75}
              aria-hidden="true"
            />
            <span className="min-w-0 text-sm">
              <span className={cx("font-medium", TONES[hit.mode])}>
                {t.prices.hitModes[hit.mode]}
              </span>{" "}
              {sayHit(hit, currency, t, format)}
              <Where {...{ hits: group, currency, priceList, severalAmounts }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

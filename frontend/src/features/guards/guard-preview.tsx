import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { sayHit, type Hit } from "@/components/price/guard-hits";
import { Select } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { Ago } from "@/components/ui/time";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { previewQuery } from "./api";
import type { Breaking, Caught, GuardBody, Preview } from "./types";

const PERIODS = [7, 30, 90, 365] as const;
const LIST = "max-h-80 overflow-y-auto";

interface LineProps {
  sku: string;
  name: string;
  figures: ReactNode;
  aside: ReactNode;
  hits: readonly Hit[];
  currency: string;
  onOpen: (sku: string) => void;
}

function Line({ sku, name, figures, aside, hits, currency, onOpen }: LineProps) {
  const { t, format } = useI18n();
  return (
    <li className="border-t border-line px-4 py-2 text-sm">
      <div className="flex items-baseline justify-between gap-3">
        <button
          type="button"
          onClick={() => onOpen(sku)}
          className="min-w-0 truncate rounded-sm text-left font-medium hover:text-accent-text"
        >
          {name}
        </button>
        <span className="nums shrink-0 whitespace-nowrap">{figures}</span>
      </div>
      <p className="flex justify-between gap-3 text-xs text-ink-3">
        <span className="min-w-0 truncate">{sku}</span>
        <span className="shrink-0">{aside}</span>
      </p>
      <ul className="text-xs text-out">
        {hits.map((hit) => (
          <li key={hit.rule}>{sayHit(hit, currency, t, format)}</li>
        ))}
      </ul>
    </li>
  );
}

function CaughtLine({ caught, onOpen }: { caught: Caught; onOpen: LineProps["onOpen"] }) {
  const { t, format } = useI18n();
  const { change, hits } = caught;
  const { before, amount, currency } = change;
  return (
    <Line
      sku={change.sku}
      name={change.item_name}
      hits={hits}
      currency={currency}
      onOpen={onOpen}
      figures={
        <>
          <span className="text-ink-3">
            {before === null ? t.guards.preview.first : format.money(before, currency)} →{" "}
          </span>
          <span className="font-semibold">{format.money(amount, currency)}</span>
        </>
      }
      aside={
        <>
          {change.actor} · <Ago at={change.occurred_at} />
        </>
      }
    />
  );
}

function BreakingLine({ breaking, onOpen }: { breaking: Breaking; onOpen: LineProps["onOpen"] }) {
  const { t, format } = useI18n();
  const { price, hits } = breaking;
  return (
    <Line
      sku={price.sku}
      name={price.name}
      hits={hits}
      currency={price.currency}
      onOpen={onOpen}
      figures={<span className="font-semibold">{format.money(price.amount, price.currency)}</span>}
      aside={price.price_list === "default" ? null : t.prices.inList(price.price_list)}
    />
  );
}

/** How often each rule was broken, as bars against the most frequent one. */
function ByRule({ byRule }: { byRule: Preview["by_rule"] }) {
  const { t, format } = useI18n();
  const counts = Object.entries(byRule).sort(([, a], [, b]) => b - a);
  const most = counts[0]?.[1] ?? 1;
  return (
    <dl className="grid gap-1.5 px-4 pb-3">
      {counts.map(([rule, count]) => (
        <div key={rule} className="grid grid-cols-[8.5rem_minmax(0,1fr)_3rem] items-center gap-2">
          <dt className="truncate text-xs text-ink-2">
            {t.prices.rules[rule as keyof typeof t.prices.rules]}
          </dt>
          <dd className="contents">
            <span aria-hidden="true" className="h-2 overflow-hidden rounded-full bg-sunken">
              <span
                className="block h-full min-w-1 rounded-full bg-out-fill"
                style={{ width: `${String((count / most) * 100)}%` }}
              />
            </span>
            <span className="nums text-right text-xs font-medium">{format.number(count)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Sum({ isBad, children }: { isBad: boolean; children: ReactNode }) {
  return (
    <p className={cx("px-4 py-3 text-md font-semibold", isBad ? "text-out" : "text-ok")}>
      {children}
    </p>
  );
}

function Answer({ preview, onOpen }: { preview: Preview; onOpen: LineProps["onOpen"] }) {
  const { t, format } = useI18n();
  const words = t.guards.preview;
  const { changes, caught_total, caught, by_rule, prices, breaking_total, breaking } = preview;
  const [number, rest] = [format.number, (all: number, shown: number) => all - shown];
  return (
    <>
      <Sum isBad={caught_total > 0}>
        {changes === 0 ? words.noChanges : words.caught(number(caught_total), number(changes))}
      </Sum>
      {caught_total > 0 && (
        <>
          <ByRule byRule={by_rule} />
          <h4 className="px-4 pb-1.5 text-xs font-medium text-ink-3">{words.newest}</h4>
          <ul className={LIST} tabIndex={0} aria-label={words.newest}>
            {caught.map((each) => (
              <CaughtLine key={each.change.id} caught={each} onOpen={onOpen} />
            ))}
          </ul>
          {rest(caught_total, caught.length) > 0 && (
            <p className="border-t border-line px-4 py-2 text-xs text-ink-3">
              {words.more(number(rest(caught_total, caught.length)))}
            </p>
          )}
        </>
      )}
      <div className="border-t border-line">
        <Sum isBad={breaking_total > 0}>
          {breaking_total === 0
            ? words.breakingNone
            : words.breaking(number(breaking_total), number(prices))}
        </Sum>
        {breaking_total > 0 && (
          <ul className={LIST} tabIndex={0} aria-label={words.breakingTitle}>
            {breaking.map((each) => (
              <BreakingLine key={each.price.id} breaking={each} onOpen={onOpen} />
            ))}
          </ul>
        )}
        {rest(breaking_total, breaking.length) > 0 && (
          <p className="border-t border-line px-4 py-2 text-xs text-ink-3">
            {words.more(number(rest(breaking_total, breaking.length)))}
          </p>
        )}
      </div>
    </>
  );
}

interface Props {
  /** The guard as it stands in the form; null while it cannot be tried out. */
  body: GuardBody | null;
  replaces: number | null;
  onOpen: (sku: string) => void;
}

/** What this guard would have caught of what happened, while it is being written. */
export function GuardPreview({ body, replaces, onOpen }: Props) {
  const { t } = useI18n();
  const words = t.guards.preview;
  const [days, setDays] = useState<number>(30);
  const query = useQuery(previewQuery(body && { ...body, replaces, days }));
  const answer = () => {
    if (!body)
      return <p className="px-4 py-4 text-sm text-pretty text-ink-3">{words.incomplete}</p>;
    if (query.isPending) return <SkeletonRows count={4} className="px-4" />;
    if (query.isError)
      return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    return <Answer preview={query.data} onOpen={onOpen} />;
  };
  return (
    <section
      aria-label={words.title}
      aria-busy={query.isFetching}
      className="rounded-lg border border-line bg-surface"
    >
      <header className="flex items-center justify-between gap-2 border-b border-line py-2 pr-2 pl-4">
        <h3 className="text-sm font-semibold">{words.title}</h3>
        <Select
          dense
          aria-label={words.period}
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
          className="shrink-0"
        >
          {PERIODS.map((period) => (
            <option key={period} value={period}>
              {words.days(String(period))}
            </option>
          ))}
        </Select>
      </header>
      <div
        aria-live="polite"
        className={cx("transition-opacity duration-150", query.isPlaceholderData && "opacity-55")}
      >
        {answer()}
      </div>
    </section>
  );
}

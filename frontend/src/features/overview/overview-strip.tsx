"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FlashValue } from "@/components/ui/flash";
import { Skeleton } from "@/components/ui/skeleton";
import { Tooltip } from "@/components/ui/tooltip";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { overviewQuery, type Overview } from "./api";

type Tone = "plain" | "low" | "out";
const TONES: Record<Tone, string> = { plain: "text-ink", low: "text-low", out: "text-out" };

interface FigureProps {
  label: string;
  hint: string;
  children: ReactNode;
  onPress?: (() => void) | undefined;
}

/** One figure with its explanation; pressing it leads to what it counts. */
function Figure({ label, hint, children, onPress }: FigureProps) {
  return (
    <Tooltip text={hint}>
      <button
        type="button"
        onClick={onPress}
        className={cx(
          "focus-inset min-w-28 flex-1 shrink-0 px-4 py-2.5 text-left",
          onPress ? "hover:bg-hover" : "cursor-default",
        )}
      >
        <span className="block truncate text-xs text-ink-3">{label}</span>
        <span className="nums mt-0.5 block text-xl leading-7 font-semibold tracking-tight">
          {children}
        </span>
      </button>
    </Tooltip>
  );
}

function Count({ value, name, tone = "plain" }: { value: number; name: string; tone?: Tone }) {
  const { format } = useI18n();
  return (
    <FlashValue
      value={value}
      text={format.number(value)}
      data-testid={`overview-${name}`}
      data-glow="plain"
      className={cx("-mx-1 px-1", value > 0 && TONES[tone])}
    />
  );
}

function StockValue({ values }: { values: Overview["stock_value"] }) {
  const { t, format } = useI18n();
  const [first, ...rest] = values;
  if (!first) return <span className="text-md font-normal text-ink-3">{t.overview.unpriced}</span>;
  const exact = values.map(({ amount, currency }) => format.money(amount, currency)).join(" · ");
  return (
    <span title={exact}>
      {format.compactMoney(first.amount, first.currency)}
      {rest.length > 0 && <span className="text-sm text-ink-3"> +{rest.length}</span>}
    </span>
  );
}

export interface OverviewStripProps {
  onStatus: (status: "low" | "out" | null) => void;
  onAlerts: () => void;
  onActivity: () => void;
}

function Figures({ data, ...go }: OverviewStripProps & { data: Overview }) {
  const { t } = useI18n();
  const words = t.overview;
  return (
    <>
      <Figure label={words.items} hint={words.itemsHint} onPress={() => go.onStatus(null)}>
        <Count value={data.items} name="items" />
      </Figure>
      <Figure label={words.unitsOnHand} hint={words.unitsHint}>
        <Count value={data.units_on_hand} name="units" />
      </Figure>
      <Figure label={words.low} hint={words.lowHint} onPress={() => go.onStatus("low")}>
        <Count value={data.low} name="low" tone="low" />
      </Figure>
      <Figure label={words.out} hint={words.outHint} onPress={() => go.onStatus("out")}>
        <Count value={data.out} name="out" tone="out" />
      </Figure>
      <Figure label={words.openAlerts} hint={words.openAlertsHint} onPress={go.onAlerts}>
        <Count value={data.open_alerts} name="alerts" />
      </Figure>
      <Figure label={words.movementsToday} hint={words.movementsHint} onPress={go.onActivity}>
        <Count value={data.movements_today} name="movements" />
      </Figure>
      <Figure label={words.stockValue} hint={words.stockValueHint}>
        <StockValue values={data.stock_value} />
      </Figure>
    </>
  );
}

function Placeholders() {
  return Array.from({ length: 7 }, (_, index) => (
    <div key={index} className="min-w-28 flex-1 px-4 py-2.5">
      <Skeleton className="my-1 h-2.5 w-16" />
      <Skeleton className="mt-2.5 h-5 w-20" />
    </div>
  ));
}

/** The shop at a glance, above everything else. Without an answer it stays a quiet outline. */
export function OverviewStrip(props: OverviewStripProps) {
  const { t } = useI18n();
  const { data } = useQuery(overviewQuery());
  return (
    <section
      aria-label={t.overview.title}
      className="flex shrink-0 divide-x divide-line overflow-x-auto border-b border-line bg-surface [scrollbar-width:none]"
    >
      {data ? <Figures data={data} {...props} /> : <Placeholders />}
    </section>
  );
}

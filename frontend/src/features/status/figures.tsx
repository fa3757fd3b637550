import type { ReactNode } from "react";
import { Sparkline } from "@/components/charts/sparkline";
import { InfoLabel } from "@/components/ui/info-label";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { useReading } from "@/lib/live/provider";
import type { Watch } from "./api";
import { DIMMED } from "./old-answer";
import { highest, placesFor, ratesOf, slowestOf } from "./readings";

interface FigureProps {
  label: string;
  hint: string;
  value: string;
  note: string;
  tone?: string | undefined;
  /** Measured here and now, also while the server does not answer. */
  isLive?: boolean;
  children: ReactNode;
}

/** A figure as large as a glance needs, and how it came to be. */
function Figure({ label, hint, value, note, tone, isLive, children }: FigureProps) {
  return (
    <div
      className={cx(
        "flex min-w-0 flex-col rounded-lg border border-line bg-surface px-4 pt-3 pb-2.5",
        !isLive && DIMMED,
      )}
    >
      <span className="truncate text-xs text-ink-3">
        <InfoLabel text={label} hint={hint} />
      </span>
      <span className={cx("nums mt-1 text-xl font-semibold tracking-tight", tone)}>{value}</span>
      <span className="nums truncate text-xs text-ink-3">{note}</span>
      <div className="mt-2.5">{children}</div>
    </div>
  );
}

const LINE = "h-8 w-full";

function ScreenLag() {
  const { t, format } = useI18n();
  const words = t.status;
  const { lag, recent } = useReading();
  const { p50Ms, worstMs } = lag;
  return (
    <Figure
      isLive
      label={words.toScreen}
      hint={words.toScreenHint}
      value={p50Ms === null ? t.common.none : format.span(p50Ms)}
      note={worstMs === null ? words.noChange : words.slowest(format.span(worstMs))}
    >
      <Sparkline
        values={recent}
        length={recent.length}
        least={50}
        label={words.overMinute}
        className={LINE}
      />
    </Figure>
  );
}

/** Four figures that tell whether it is well, each with its last minutes. */
export function Figures({ status, readings }: Watch) {
  const { t, format } = useI18n();
  const words = t.status;
  const rates = ratesOf(readings);
  const rate = rates.at(-1) ?? null;
  const most = highest(rates);
  const perSecond = (count: number) => format.number(Math.round(count * 10) / 10);
  const { waiting, oldest_seconds: oldest } = status.outbox;
  const slowest = highest(status.channels.map(({ lag }) => lag.p99_ms));
  const typical = highest(status.channels.map(({ lag }) => lag.p50_ms));
  const spark = { length: placesFor(readings), label: words.overMinutes, className: LINE };
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure
        label={words.rate}
        hint={words.rateHint}
        value={rate === null ? t.common.none : perSecond(rate)}
        note={most === null ? t.common.none : words.most(perSecond(most))}
      >
        <Sparkline values={rates} {...spark} />
      </Figure>
      <Figure
        label={words.waiting}
        hint={words.waitingHint}
        value={format.number(waiting)}
        note={oldest === null ? words.noneWaits : words.oldest(format.span(oldest * 1000))}
        tone={status.reasons.includes("outbox_waits") ? "text-low" : undefined}
      >
        <Sparkline values={readings.map((reading) => reading.waiting)} least={10} {...spark} />
      </Figure>
      <Figure
        label={words.toSockets}
        hint={words.toSocketsHint}
        value={slowest === null ? t.common.none : format.span(slowest)}
        note={typical === null ? t.common.none : words.typical(format.span(typical))}
      >
        <Sparkline values={slowestOf(readings)} least={50} {...spark} />
      </Figure>
      <ScreenLag />
    </div>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, Download, Info } from "lucide-react";
import { useState } from "react";
import { Fact, Facts } from "@/components/ui/facts";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { cx } from "@/lib/dom/cx";
import { unbroken } from "@/lib/format/unbroken";
import { useI18n } from "@/lib/i18n/provider";
import { evidenceFile, evidenceQuery, type EvidenceQuestion } from "./api";
import type { Evidence, Place } from "./types";

const LAWS = ["eu", "jp"] as const;

type Finding = "holds" | "holdsNot" | "wouldHold";

/** Without a reduction there is nothing that could fail to hold; the price is what one may show. */
function findingOf({ holds, prior, reasons }: Evidence): Finding {
  if (holds) return "holds";
  return prior !== null && reasons.includes("no_reduction") ? "wouldHold" : "holdsNot";
}

const FINDINGS = {
  holds: { Icon: CircleCheck, box: "bg-ok-soft", text: "text-ok" },
  wouldHold: { Icon: Info, box: "bg-accent-soft", text: "text-accent-text" },
  holdsNot: { Icon: CircleX, box: "bg-out-soft", text: "text-out" },
} as const;

function Verdict({ evidence }: { evidence: Evidence }) {
  const { t, format } = useI18n();
  const { prior, reduction_percent: percent, law } = evidence;
  const finding = findingOf(evidence);
  const { Icon, box, text } = FINDINGS[finding];
  return (
    <div data-finding={finding} className={cx("rounded-lg p-3", box)}>
      <p className={cx("flex items-start gap-2 text-sm font-semibold", text)}>
        <Icon className="mt-0.5 size-4 shrink-0" strokeWidth={2} aria-hidden="true" />
        {t.prices.evidence[finding][law]}
      </p>
      {prior !== null && (
        <p className="nums mt-1 flex flex-wrap items-baseline gap-x-3 pl-6">
          <span className="text-xl font-semibold">{format.money(prior, evidence.currency)}</span>
          {percent !== null && (
            <span className="text-md font-medium">
              {t.prices.evidence.percent(format.percent(percent))}
            </span>
          )}
        </p>
      )}
      <ul className="mt-1.5 grid gap-1 pl-6 text-sm">
        {evidence.reasons.map((reason) => (
          <li key={reason}>{t.prices.evidence.reasons[reason]}</li>
        ))}
      </ul>
    </div>
  );
}

function Window({ evidence }: { evidence: Evidence }) {
  const { t, format } = useI18n();
  const zone = evidence.time_zone;
  const at = (moment: string) => unbroken(format.onClock(moment, zone));
  return (
    <Facts className="rounded-lg border border-line px-3 py-1">
      <Fact label={t.prices.evidence.reduction}>
        {format.inZone(evidence.reduction_starts_at, zone)}
      </Fact>
      <Fact label={t.prices.evidence.reduced}>
        {evidence.reduced === null
          ? t.common.none
          : format.money(evidence.reduced, evidence.currency)}
      </Fact>
      <Fact label={t.prices.evidence.window[evidence.law]}>
        <span className="break-keep">
          {t.prices.evidence.span(at(evidence.window_starts_at), at(evidence.window_ends_at))}
        </span>
      </Fact>
      <Fact label={t.prices.evidence.zone}>{zone}</Fact>
    </Facts>
  );
}

function Intervals({ evidence }: { evidence: Evidence }) {
  const { t, format } = useI18n();
  if (evidence.intervals.length === 0) return null;
  const at = (moment: string) => unbroken(format.onClock(moment, evidence.time_zone));
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-ink-3">{t.prices.evidence.intervals}</h3>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {evidence.intervals.map((interval) => (
          <li
            key={`${String(interval.change_id)} ${interval.starts_at}`}
            className={cx(
              "grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-3 px-3 py-2 text-xs",
              interval.decides && "bg-accent-soft",
            )}
          >
            <span className="nums min-w-0 break-keep text-ink-2">
              {t.prices.evidence.span(at(interval.starts_at), at(interval.ends_at))}
              <span className="block text-ink-3">
                {[
                  t.prices.because[interval.because],
                  interval.carried_in && t.prices.evidence.carriedIn,
                  interval.decides && t.prices.evidence.decides,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            <span className="nums text-sm font-semibold">
              {format.money(interval.amount, evidence.currency)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answer({ question }: { question: EvidenceQuestion }) {
  const { t } = useI18n();
  const { data, error, isPending, refetch } = useQuery(evidenceQuery(question));
  if (isPending) return <SkeletonRows count={4} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className="grid gap-4">
      <Verdict evidence={data} />
      <Window evidence={data} />
      <Intervals evidence={data} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-80 text-xs text-pretty text-ink-3">{t.prices.evidence.notAdvice}</p>
        <a
          href={evidenceFile(question)}
          download
          className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-3 text-sm font-medium shadow-flat hover:bg-hover"
        >
          <Download className="size-4" strokeWidth={1.75} aria-hidden="true" />
          {t.prices.evidence.file}
        </a>
      </div>
    </div>
  );
}

/** What may be shown as the price before a reduction, and what that rests on. */
export function EvidencePanel({ place }: { place: Place }) {
  const { t, locale } = useI18n();
  const [law, setLaw] = useState<(typeof LAWS)[number]>(locale === "ja" ? "jp" : "eu");
  const [progressive, setProgressive] = useState(false);
  return (
    <div className="grid gap-4 px-5 py-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Segmented
          label={t.prices.evidence.law}
          value={law}
          options={LAWS.map((value) => ({ value, label: t.prices.evidence.laws[value] }))}
          onChange={setLaw}
        />
        <label className="flex min-h-6 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={progressive}
            onChange={(event) => setProgressive(event.target.checked)}
            className="size-4 accent-accent"
          />
          {t.prices.evidence.progressive}
        </label>
      </div>
      <Answer question={{ ...place, law, progressive }} />
    </div>
  );
}

import { CloudOff } from "lucide-react";
import { Dot, type Tone } from "@/components/ui/badge";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { DIMMED } from "./old-answer";
import type { Status } from "./types";

const TONES: Record<Status["state"], { dot: Tone; frame: string; text: string }> = {
  ok: { dot: "ok", frame: "border-line bg-surface", text: "text-ink" },
  degraded: { dot: "low", frame: "border-transparent bg-low-soft", text: "text-low" },
  down: { dot: "out", frame: "border-transparent bg-out-soft", text: "text-out" },
};

/** The one sentence that an operator looks for, and why it is so. */
export function StateBanner({ status }: { status: Status }) {
  const { t, format } = useI18n();
  const words = t.status;
  const tone = TONES[status.state];
  const reasons = status.reasons.map((reason) => words.reasons[reason]);
  return (
    <section
      data-testid="system-state"
      data-state={status.state}
      className={cx("rounded-lg border px-4 py-3", tone.frame, DIMMED)}
    >
      <h2 className={cx("flex items-center gap-2.5 text-lg font-semibold", tone.text)}>
        <Dot tone={tone.dot} className="size-2.5" />
        {words.states[status.state]}
      </h2>
      <ul className="mt-1 space-y-0.5 pl-5 text-sm text-pretty text-ink-2">
        {(reasons.length > 0 ? reasons : [words.okHint]).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p className="nums mt-2 pl-5 text-xs text-ink-3">
        {words.answeredBy(status.process)} · {words.upSince(format.dateTime(status.started_at))} ·{" "}
        {words.asOf(format.time(status.at))}
      </p>
    </section>
  );
}

/** Above what was last known, which is dimmed meanwhile. */
export function NoAnswer({ since }: { since: string }) {
  const { t, format } = useI18n();
  return (
    <p
      role="alert"
      className="flex items-center gap-2.5 rounded-lg bg-out-soft px-4 py-3 text-sm font-medium text-out"
    >
      <CloudOff className="size-4 shrink-0" aria-hidden="true" />
      {t.status.noAnswer(format.time(since))}
    </p>
  );
}

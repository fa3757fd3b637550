import { Check } from "lucide-react";
import toast from "react-hot-toast";
import { Dot, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Ago } from "@/components/ui/time";
import { isUnanswered } from "@/lib/api/attempt";
import { wordsFor } from "@/lib/api/problem";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { useAcknowledge } from "./api";
import type { Alert } from "./types";

const TONES: Record<Alert["severity"], Tone> = {
  critical: "out",
  warning: "low",
  info: "accent",
};

function useWords(alert: Alert): string {
  const { t, format } = useI18n();
  const value = format.number(alert.value);
  const threshold = format.number(alert.threshold);
  return alert.metric === "available"
    ? t.alerts.low(value, threshold)
    : t.alerts.metric(alert.metric, value, threshold);
}

/** The figures of the opening where those of now are others. */
function useOpening(alert: Alert): string | null {
  const { t, format } = useI18n();
  const { value, threshold, opened_value, opened_threshold } = alert;
  if (value === opened_value && threshold === opened_threshold) return null;
  return t.alerts.opened(format.number(opened_value), format.number(opened_threshold));
}

function Acknowledge({ alert }: { alert: Alert }) {
  const { t } = useI18n();
  const acknowledge = useAcknowledge();
  const canWrite = useCan("alert:write");
  if (alert.state === "acknowledged") {
    return (
      <span
        className="inline-flex h-6 items-center gap-1 text-2xs text-ink-3"
        title={alert.acknowledged_by ?? undefined}
      >
        <Check className="size-3" aria-hidden="true" />
        {t.alerts.acknowledged}
      </span>
    );
  }
  if (alert.state !== "open" || !canWrite) return null;
  const run = () =>
    acknowledge.mutate(alert, {
      onError: (error) => {
        const words = wordsFor(error, t);
        const said = t.errors.because(t.alerts.acknowledgeFailed, words);
        toast.error(isUnanswered(error) ? words : said);
      },
    });
  return (
    <Button
      size="sm"
      variant="quiet"
      busy={acknowledge.isPending}
      aria-label={t.alerts.acknowledgeOf(alert.sku)}
      onClick={run}
      className="-mr-2 h-6"
    >
      {t.alerts.acknowledge}
    </Button>
  );
}

interface Props {
  alert: Alert;
  onOpen: (sku: string) => void;
}

export function AlertLine({ alert, onOpen }: Props) {
  const { t } = useI18n();
  const words = useWords(alert);
  const opening = useOpening(alert);
  const because = alert.resolved_because;
  const done = alert.state === "resolved";
  return (
    <div
      data-testid={`alert-${String(alert.id)}`}
      data-state={alert.state}
      className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2.5 px-4 py-2.5"
    >
      <Dot tone={done ? "neutral" : TONES[alert.severity]} className="mt-1.5" />
      <div className="min-w-0">
        <button
          type="button"
          onClick={() => onOpen(alert.sku)}
          className={cx(
            "block max-w-full truncate rounded-sm text-left text-sm hover:text-accent-text",
            alert.state === "open" ? "font-medium" : "text-ink-2",
          )}
        >
          {alert.item_name}
        </button>
        <p className="nums text-xs text-ink-2">{words}</p>
        {opening && <p className="nums text-xs text-ink-3">{opening}</p>}
        {because && <p className="text-xs text-ink-3">{t.alerts.resolvedBecause[because]}</p>}
        <p className="truncate text-xs text-ink-3">
          {alert.sku} · {alert.location}
        </p>
      </div>
      <div className="flex flex-col items-end gap-1">
        <Ago
          at={alert.resolved_at ?? alert.opened_at}
          className="text-2xs leading-5 whitespace-nowrap text-ink-3"
        />
        <span className="sr-only">{t.alerts.severities[alert.severity]}</span>
        <Acknowledge alert={alert} />
      </div>
    </div>
  );
}

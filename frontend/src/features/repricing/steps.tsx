import { Check } from "lucide-react";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import type { BulkState } from "./types";

export const STEPS = ["filter", "rule", "preview", "result"] as const;
export type Step = (typeof STEPS)[number];

export function stepOf(state: BulkState): Step {
  return state === "previewing" || state === "ready" || state === "discarded"
    ? "preview"
    : "result";
}

/** Where one is on the way from the filter to the result. */
export function Steps({ current }: { current: Step }) {
  const { t } = useI18n();
  const place = STEPS.indexOf(current);
  return (
    <ol aria-label={t.repricing.steps.label} className="flex items-center gap-2">
      {STEPS.map((step, index) => {
        const isDone = index < place;
        const isCurrent = index === place;
        return (
          <li
            key={step}
            aria-current={isCurrent ? "step" : undefined}
            className={cx(
              "flex shrink-0 items-center gap-1.5 text-xs font-medium",
              isCurrent ? "text-ink" : "text-ink-3",
            )}
          >
            {index > 0 && <span aria-hidden="true" className="mr-0.5 h-px w-4 bg-line-strong" />}
            <span
              aria-hidden="true"
              className={cx(
                "nums grid size-5 place-items-center rounded-full text-2xs",
                isCurrent
                  ? "bg-accent text-accent-ink"
                  : isDone
                    ? "bg-accent-soft text-accent-text"
                    : "bg-sunken text-ink-3",
              )}
            >
              {isDone ? <Check className="size-3" /> : index + 1}
            </span>
            <span className={cx(!isCurrent && "max-sm:sr-only")}>{t.repricing.steps[step]}</span>
          </li>
        );
      })}
    </ol>
  );
}

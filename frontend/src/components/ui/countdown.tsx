import { Timer } from "lucide-react";
import { cx } from "@/lib/dom/cx";
import { useSeconds } from "@/lib/dom/seconds";
import { daysAndHours, timeLeft } from "@/lib/format/countdown";
import { useI18n } from "@/lib/i18n/provider";

const WARN_SECONDS = 60;

interface Props {
  until: string;
  /** "Expires in 4:12" rather than the mere time. */
  spoken?: boolean;
  className?: string;
}

/** The time left, second by second; a warning in its last minute. */
export function Countdown({ until, spoken = false, className }: Props) {
  const { t, format } = useI18n();
  const { seconds, clock } = timeLeft(until, useSeconds());
  const { days, hours } = daysAndHours(seconds);
  const time = clock ?? t.holds.days(days, hours);
  const over = seconds === 0;
  const tone = over ? "text-out" : seconds < WARN_SECONDS ? "text-low" : "";
  return (
    <time
      dateTime={until}
      title={format.dateTime(until)}
      data-testid="countdown"
      data-tone={over ? "over" : seconds < WARN_SECONDS ? "soon" : "calm"}
      className={cx("nums inline-flex items-center gap-1 whitespace-nowrap", tone, className)}
    >
      <Timer className="size-3.5 shrink-0" strokeWidth={1.75} aria-hidden="true" />
      {over ? t.holds.expiring : spoken ? t.holds.expiresIn(time) : time}
    </time>
  );
}

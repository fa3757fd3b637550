// "15 min", "4 h", "1 day": how is a span of seconds said?
import type { Messages } from "@/lib/i18n/messages";

export function spanName(t: Messages, seconds: number): string {
  const { minutes, hours, days } = t.holds.spans;
  if (seconds < 3_600) return minutes(seconds / 60);
  return seconds < 86_400 ? hours(seconds / 3_600) : days(seconds / 86_400);
}

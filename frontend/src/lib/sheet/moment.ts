// How is a moment shown, and put into the browser's own date field, which knows no time zone?
import type { Format } from "@/lib/format/format";

/** The time of day, with its date unless that is today's. */
export function shownMoment(iso: string, format: Format): string {
  return format.day(iso) === format.day(Date.now()) ? format.time(iso) : format.dateTime(iso);
}

/** "2026-03-01T13:30" in the zone of this browser; empty for no moment. */
export function toField(iso: string): string {
  const at = new Date(iso);
  if (iso === "" || Number.isNaN(at.getTime())) return "";
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** RFC 3339 in UTC; empty for an empty or unreadable field. */
export function fromField(text: string): string {
  const at = new Date(text);
  return text === "" || Number.isNaN(at.getTime()) ? "" : at.toISOString();
}

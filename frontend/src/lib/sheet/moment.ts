// Show a moment on the clock of a location, and read it back from the browser's date field.
//
// A value is "" for no moment, RFC 3339 in UTC, or a local time without an offset ("open") while
// the clocks of the zone do not show it, or show it twice.
import type { Format } from "@/lib/format/format";
import { browserZone, localIn, meaningsOf, type Meaning } from "@/lib/format/zoned";

const MINUTE_MS = 60_000;
const OPEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** Whether a value names no one moment yet. */
export function isOpenMoment(value: string): boolean {
  return OPEN.test(value);
}

/** The time of day where the browser is, with its date unless that is today's. */
function shownHere(iso: string, format: Format): string {
  return format.day(iso) === format.day(Date.now()) ? format.time(iso) : format.dateTime(iso);
}

/** A moment on the clock of a zone; the zone is named where it is not the browser's. */
export function shownMoment(value: string, format: Format, zone = browserZone()): string {
  if (isOpenMoment(value)) return value.replace("T", " ");
  if (zone === browserZone()) return shownHere(value, format);
  return `${format.onClock(value, zone)} (${zone})`;
}

/** "2026-03-01T13:30" on the clock of a zone; "" for no moment. */
export function toField(value: string, zone: string): string {
  if (isOpenMoment(value)) return value;
  const at = Date.parse(value);
  return Number.isNaN(at) ? "" : localIn(at, zone).slice(0, 16);
}

/** The value that a local time of a zone has; `offset` says which one where there are two. */
export function fromField(local: string, zone: string, offset = ""): string {
  const meanings = meaningsOf(local, zone);
  const [only, second] = meanings;
  const meant = second ? meanings.find((each) => each.offset === offset) : only;
  if (meant) return new Date(meant.at).toISOString();
  return isOpenMoment(local) ? local : "";
}

/** The same time of day on the clock of another zone. */
export function onOtherClock(value: string, from: string, to: string): string {
  return value === "" || from === to ? value : fromField(toField(value, from), to);
}

/** The offset that a value has among its meanings; "" while it is open. */
export function offsetOf(value: string, meanings: readonly Meaning[]): string {
  const at = isOpenMoment(value) ? NaN : Date.parse(value);
  return meanings.find((each) => Math.abs(each.at - at) < MINUTE_MS)?.offset ?? "";
}

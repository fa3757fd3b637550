// Which moment does a local time name? Twice a year a zone skips an hour or shows one twice; there
// a local time names no moment, or two.

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      ...{ year: "numeric", month: "2-digit", day: "2-digit" },
      ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
    });
    clocks.set(zone, clock);
  }
  return clock;
}

type Parts = Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>;

function partsAt(moment: number, zone: string): Parts {
  const parts = clockOf(zone).formatToParts(moment);
  const of = (type: keyof Parts) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: of("year"),
    month: of("month"),
    day: of("day"),
    hour: of("hour"),
    minute: of("minute"),
    second: of("second"),
  };
}

/** How far the clocks of a zone are ahead of UTC at a moment, ms. */
function aheadAt(moment: number, zone: string): number {
  const { year, month, day, hour, minute, second } = partsAt(moment, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1_000) * 1_000;
}

function offsetText(ahead: number): string {
  const minutes = Math.abs(Math.round(ahead / 60_000));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${ahead < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** A moment that a local time may mean. */
export interface Meaning {
  /** ms since 1970. */
  at: number;
  /** "+09:00". */
  offset: string;
}

/** The moments that a local time of a zone names, the earlier first: none, one or two. */
export function meaningsOf(local: string, zone: string): Meaning[] {
  const found = LOCAL.exec(local);
  if (!found) return [];
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part || 0));
  const asUtc = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  const around = [asUtc - DAY_MS, asUtc, asUtc + DAY_MS].map((moment) => aheadAt(moment, zone));
  return [...new Set(around)]
    .map((ahead) => ({ ahead, at: asUtc - ahead }))
    .filter(({ ahead, at }) => aheadAt(at, zone) === ahead)
    .sort((a, b) => a.at - b.at)
    .map(({ ahead, at }) => ({ at, offset: offsetText(ahead) }));
}

/** What the clocks of a zone show at a moment, as an `<input type="datetime-local">` has it. */
export function localIn(moment: number | string, zone: string): string {
  const at = typeof moment === "number" ? moment : Date.parse(moment);
  const { year, month, day, hour, minute, second } = partsAt(at, zone);
  const two = (value: number) => String(value).padStart(2, "0");
  const time = `${two(hour)}:${two(minute)}${second ? `:${two(second)}` : ""}`;
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${time}`;
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Every zone that this browser knows, with some that come first. */
export function zonesFrom(first: readonly string[]): string[] {
  return [...new Set([...first, "UTC", ...Intl.supportedValuesOf("timeZone")])];
}

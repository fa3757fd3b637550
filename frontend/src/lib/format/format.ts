// How are numbers, money and times written in a language? Money goes in and out as a decimal
// string: Intl reads it exactly, so no amount ever passes through a binary fraction.
import type { Locale } from "@/lib/i18n/locale";
import { changeInPercent } from "./decimal";
import { createMeasures, type Measures } from "./span";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Format extends Measures {
  number: (value: number) => string;
  signed: (value: number) => string;
  money: (amount: string, currency: string) => string;
  compactMoney: (amount: string, currency: string) => string;
  percentChange: (before: string, after: string) => string | null;
  /** A decimal string of percent, as the API writes it: "12.50" is "12.5%". */
  percent: (value: string) => string;
  /** The same for a change, with its sign. */
  signedPercent: (value: string) => string;
  /** With one decimal always, so that a column of them lines up: "45.0%". */
  percentInColumn: (value: string) => string;
  signedPercentInColumn: (value: string) => string;
  time: (iso: string | number) => string;
  day: (iso: string | number) => string;
  dateTime: (iso: string | number) => string;
  /** To the minute, without a year that is plain. */
  shortMoment: (iso: string | number) => string;
  /** What the clocks of an IANA zone show at that moment, with the zone's offset. */
  inZone: (iso: string | number, zone: string) => string;
  /** The same without the offset, where the zone is said beside it. */
  onClock: (iso: string | number, zone: string) => string;
  /** "Mon 23", for the head of a calendar. */
  weekday: (at: number) => string;
  dayOfMonth: (at: number) => string;
  /** "Mon, Nov 23", for the head of an agenda. */
  dayWithWeekday: (at: number) => string;
  /** "23 – 29 Nov 2026": from the first day to the last. */
  days: (first: number, last: number) => string;
  month: (at: number) => string;
  /** For the axis of a chart that spans so many milliseconds: hours, or days. */
  tick: (at: number, span: number) => string;
  ago: (iso: string, now: number) => string;
  /** "stock, prices and alerts". */
  list: (words: readonly string[]) => string;
}

function decimal(amount: string): Intl.StringNumericLiteral {
  return amount as Intl.StringNumericLiteral;
}

/** Japanese Intl writes a full-width yen sign, which breaks columns of figures. */
function halfWidth(text: string): string {
  return text.replace("\uffe5", "\u00a5");
}

function moneyFormats(locale: Locale) {
  const cache = new Map<string, Intl.NumberFormat>();
  return (currency: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = `${currency}${options.notation ?? ""}`;
    let found = cache.get(key);
    if (!found) {
      found = new Intl.NumberFormat(locale, {
        style: "currency",
        currency,
        currencyDisplay: "narrowSymbol",
        ...options,
      });
      cache.set(key, found);
    }
    return found;
  };
}

function zoneFormats(locale: Locale, withOffset: boolean) {
  const cache = new Map<string, Intl.DateTimeFormat>();
  return (zone: string): Intl.DateTimeFormat => {
    let found = cache.get(zone);
    if (!found) {
      found = new Intl.DateTimeFormat(locale, {
        timeZone: zone,
        ...{ year: "numeric", month: "short", day: "numeric" },
        ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
        ...(withOffset ? { timeZoneName: "shortOffset" } : {}),
      });
      cache.set(zone, found);
    }
    return found;
  };
}

function relative(locale: Locale) {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  const shortDay = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric" });
  const longDay = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  return (iso: string, now: number): string => {
    const then = Date.parse(iso);
    const seconds = Math.max(0, Math.round((now - then) / 1000));
    if (seconds < 10) return words.format(0, "second");
    if (seconds < MINUTE) return words.format(-Math.floor(seconds / 10) * 10, "second");
    if (seconds < HOUR) return words.format(-Math.floor(seconds / MINUTE), "minute");
    if (seconds < DAY) return words.format(-Math.floor(seconds / HOUR), "hour");
    if (seconds < 7 * DAY) return words.format(-Math.floor(seconds / DAY), "day");
    const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear();
    return (sameYear ? shortDay : longDay).format(then);
  };
}

export function createFormat(locale: Locale): Format {
  const plain = new Intl.NumberFormat(locale);
  const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  const percent = new Intl.NumberFormat(locale, {
    style: "percent",
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  // A change that is there is not said to be none.
  const fine = new Intl.NumberFormat(locale, {
    style: "percent",
    maximumFractionDigits: 2,
    signDisplay: "exceptZero",
  });
  const oneDecimal = {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  } as const;
  const shareColumn = new Intl.NumberFormat(locale, oneDecimal);
  const changeColumn = new Intl.NumberFormat(locale, { ...oneDecimal, signDisplay: "exceptZero" });
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: "medium", hourCycle: "h23" });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const moment = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "medium",
    hourCycle: "h23",
  });
  const toMinute = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const near = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", ...toMinute });
  const far = new Intl.DateTimeFormat(locale, {
    year: "numeric",
    month: "short",
    day: "numeric",
    ...toMinute,
  });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric" });
  const agendaDay = new Intl.DateTimeFormat(locale, {
    ...{ weekday: "short", month: "short", day: "numeric" },
  });
  const dayOfMonth = new Intl.DateTimeFormat(locale, { day: "numeric" });
  const month = new Intl.DateTimeFormat(locale, { year: "numeric", month: "long" });
  const zoned = zoneFormats(locale, true);
  const clocks = zoneFormats(locale, false);
  const short = new Intl.DateTimeFormat(locale, { month: "numeric", day: "numeric" });
  const hour = new Intl.DateTimeFormat(locale, { timeStyle: "short", hourCycle: "h23" });
  const lists = new Intl.ListFormat(locale);
  const money = moneyFormats(locale);
  const at = (iso: string | number) => (typeof iso === "number" ? iso : Date.parse(iso));
  // The true minus is as wide as the plus, so columns of changes line up.
  const withMinus = (text: string) => text.replace("-", "\u2212");
  return {
    number: (value) => withMinus(plain.format(value)),
    signed: (value) => withMinus(signed.format(value)),
    money: (amount, currency) => halfWidth(money(currency, {}).format(decimal(amount))),
    compactMoney: (amount, currency) =>
      halfWidth(
        money(currency, { notation: "compact", maximumFractionDigits: 1 }).format(decimal(amount)),
      ),
    percentChange: (before, after) => {
      const change = changeInPercent(before, after);
      if (change === null) return null;
      const value = decimal(`${change}e-2`);
      const text = percent.format(value);
      return withMinus(text === percent.format(0) ? fine.format(value) : text);
    },
    percent: (value) => withMinus(share.format(decimal(`${value}e-2`))),
    signedPercent: (value) => withMinus(percent.format(decimal(`${value}e-2`))),
    percentInColumn: (value) => withMinus(shareColumn.format(decimal(`${value}e-2`))),
    signedPercentInColumn: (value) => withMinus(changeColumn.format(decimal(`${value}e-2`))),
    time: (iso) => clock.format(at(iso)),
    day: (iso) => day.format(at(iso)),
    dateTime: (iso) => moment.format(at(iso)),
    shortMoment: (iso) => {
      const isThisYear = new Date(at(iso)).getFullYear() === new Date().getFullYear();
      return (isThisYear ? near : far).format(at(iso));
    },
    inZone: (iso, zone) => zoned(zone).format(at(iso)),
    onClock: (iso, zone) => clocks(zone).format(at(iso)),
    weekday: (moment) => weekday.format(moment),
    dayOfMonth: (moment) => dayOfMonth.format(moment),
    dayWithWeekday: (moment) => agendaDay.format(moment),
    days: (first, last) => day.formatRange(first, last),
    month: (moment) => month.format(moment),
    tick: (moment, span) => (span < 2 * DAY * 1000 ? hour : short).format(moment),
    ago: relative(locale),
    list: (words) => lists.format(words),
    ...createMeasures(locale),
  };
}

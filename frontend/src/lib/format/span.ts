// How long is a span of time, how large a heap of bytes, in words that fit a column of figures?
import type { Locale } from "@/lib/i18n/locale";

export interface Measures {
  /** "38 ms", "1.2 sec", "3 hr": in the unit that leaves few digits. */
  span: (ms: number) => string;
  bytes: (count: number) => string;
}

interface Unit {
  name: string;
  size: number;
}

const SPANS: readonly Unit[] = [
  { name: "millisecond", size: 1 },
  { name: "second", size: 1_000 },
  { name: "minute", size: 60_000 },
  { name: "hour", size: 3_600_000 },
  { name: "day", size: 86_400_000 },
];
const BYTES: readonly Unit[] = [
  { name: "kilobyte", size: 1_000 },
  { name: "megabyte", size: 1_000_000 },
  { name: "gigabyte", size: 1_000_000_000 },
];

function measure(locale: Locale, units: readonly Unit[]) {
  const formats = units.map(({ name, size }) => ({
    size,
    few: new Intl.NumberFormat(locale, { style: "unit", unit: name, maximumFractionDigits: 1 }),
    many: new Intl.NumberFormat(locale, { style: "unit", unit: name, maximumFractionDigits: 0 }),
  }));
  return (value: number): string => {
    const fitting = formats.findLast(({ size }) => value >= size) ?? formats[0];
    if (!fitting) return String(value);
    const count = value / fitting.size;
    return (count < 10 ? fitting.few : fitting.many).format(count);
  };
}

export function createMeasures(locale: Locale): Measures {
  return { span: measure(locale, SPANS), bytes: measure(locale, BYTES) };
}

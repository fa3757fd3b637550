// Read numbers as people write them, exactly: text in, decimal string out, never a float.
//
// Well-kept parsers such as `NumberParser` of @internationalized/number answer with a binary float
// and drop thousands separators wherever they stand, so that "13,50" becomes 1350 in English. The
// separators of a language still come from `Intl`; where they stand decides what they can mean.
import { currencyDigits, scaleOf } from "./decimal";

/** What a field takes: an amount ("" for any currency), a percentage with so many decimals, units. */
export type NumberKind = { currency: string } | { percent: number } | "whole";

export type NumberReading =
  | { kind: "empty" }
  | { kind: "number"; value: string }
  /** Two numbers are possible: with a decimal sign, and with a thousands separator. */
  | { kind: "ambiguous"; readings: readonly [string, string] }
  /** A number with decimals where only whole ones are taken. */
  | { kind: "fraction" }
  | { kind: "unreadable" };

/** The languages whose separators count: of the screen, and of the browser. */
export interface NumberLocales {
  shown: string;
  browser: string;
}

/** Decimals of an amount whose currency is open. */
const AMOUNT_PLACES = 4;
const LENGTH_MAX = 60;
const SEPARATORS = ".,' \u066b\u066c";

function placesOf(kind: NumberKind): number {
  if (kind === "whole") return 0;
  if ("percent" in kind) return kind.percent;
  return kind.currency ? currencyDigits(kind.currency) : AMOUNT_PLACES;
}

export function currentLocales(): NumberLocales {
  const shown = typeof document === "undefined" ? "" : document.documentElement.lang;
  const browser = typeof navigator === "undefined" ? "" : navigator.language;
  return { shown: shown || "en", browser: browser || shown || "en" };
}

interface Signs {
  decimal: string;
  group: string;
}

const signs = new Map<string, Signs>();

function signsOf(locale: string): Signs {
  let found = signs.get(locale);
  if (!found) {
    const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.5);
    const of = (type: string) => plainSigns(parts.find((part) => part.type === type)?.value ?? "");
    found = { decimal: of("decimal"), group: of("group") };
    signs.set(locale, found);
  }
  return found;
}

/** One spelling of each sign: ASCII digits, one space, one apostrophe, one minus. */
function plainSigns(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[\u2212\u2012\u2013\u30fc]/g, "-")
    .replace(/[\u2019\u02bc`\u00b4]/g, "'")
    .replace(/\u3001/g, ",")
    .replace(/\s/g, " ");
}

/** Unicode keeps the ten digits of a script together, from zero on. */
function asciiDigit(digit: string): string {
  let zero = digit.codePointAt(0) ?? 0;
  const code = zero;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

function currencySigns(currency: string, locale: string): string[] {
  const shown = (["narrowSymbol", "symbol", "code"] as const).flatMap((currencyDisplay) =>
    ["en", locale].map((each) => {
      const format = new Intl.NumberFormat(each, { style: "currency", currency, currencyDisplay });
      return format.formatToParts(0).find(({ type }) => type === "currency")?.value ?? "";
    }),
  );
  const written = currency === "JPY" ? ["円"] : currency === "CNY" ? ["元"] : [];
  return [...shown, ...written].map((sign) => plainSigns(sign).trim()).filter(Boolean);
}

/** Take away the sign of the field's own unit, before or behind; another one stays and is refused. */
function withoutUnit(text: string, kind: NumberKind, locale: string): string {
  if (kind === "whole") return text;
  const units =
    "percent" in kind ? ["%", "\u066a"] : kind.currency ? currencySigns(kind.currency, locale) : [];
  const longestFirst = units.sort((a, b) => b.length - a.length);
  for (const unit of longestFirst) {
    const [upper, sign] = [text.toUpperCase(), unit.toUpperCase()];
    if (upper.endsWith(sign)) return text.slice(0, text.length - unit.length).trim();
    const at = /^[-+]/.test(text) ? 1 : 0;
    if (upper.startsWith(sign, at)) {
      return text.slice(0, at) + text.slice(at + unit.length).trim();
    }
  }
  return text;
}

/** Whether digits stand in groups of three, or as in India of two before the last three. */
function areGroups(groups: readonly string[]): boolean {
  const [first = "", ...rest] = groups;
  const last = rest.pop();
  if (last === undefined) return /^\d+$/.test(first);
  if (!/^[1-9]\d{0,2}$/.test(first) || last.length !== 3) return false;
  return rest.every(({ length }) => length === 3) || indian([first, ...rest]);
}

const indian = ([first = "", ...rest]: readonly string[]): boolean =>
  first.length <= 2 && rest.every(({ length }) => length === 2);

function tidy(digits: string): string {
  return digits.replace(/^0+(?=\d)/, "");
}

/** The last separator as the decimal sign; null where it cannot be that. */
function asDecimal(parts: readonly string[], separators: readonly string[]): string | null {
  const sign = separators.at(-1) ?? "";
  const groupSigns = separators.slice(0, -1);
  const fraction = parts.at(-1) ?? "";
  const wholes = parts.slice(0, -1);
  if (sign === " " || sign === "'" || sign === "\u066c" || fraction === "") return null;
  if (groupSigns.some((each) => each === sign || each !== groupSigns[0])) return null;
  if (!areGroups(wholes.length === 1 && wholes[0] === "" ? ["0"] : wholes)) return null;
  return `${tidy(wholes.join("") || "0")}.${fraction}`;
}

/** Every separator between thousands; null where they cannot be that. */
function asThousands(parts: readonly string[], separators: readonly string[]): string | null {
  const isOne = separators.every((each) => each === separators[0]) && separators[0] !== "\u066b";
  return isOne && areGroups(parts) ? tidy(parts.join("")) : null;
}

function choose(
  [decimal, thousands]: readonly [string, string],
  sign: string,
  places: number,
  { shown, browser }: NumberLocales,
): NumberReading {
  const both = { kind: "ambiguous", readings: [decimal, thousands] } as const;
  const fits = scaleOf(decimal) <= places;
  const [here, there] = [signsOf(shown), signsOf(browser)];
  if (here.decimal === sign) {
    // What the field cannot take as decimals is refused by the field's own bounds, in its words.
    if (!fits) return { kind: "number", value: decimal };
    const isTooFine = (decimal.split(".")[1] ?? "").length > places;
    return isTooFine || there.decimal !== sign ? both : { kind: "number", value: decimal };
  }
  return fits && (there.decimal === sign || here.group !== sign)
    ? both
    : { kind: "number", value: thousands };
}

function readUnsigned(text: string, places: number, locales: NumberLocales): NumberReading {
  const parts = text.split(/[.,' \u066b\u066c]/);
  const separators = [...text].filter((character) => SEPARATORS.includes(character));
  if (!parts.every((part) => /^\d*$/.test(part)) || !/\d/.test(text)) return { kind: "unreadable" };
  if (separators.length === 0) return { kind: "number", value: tidy(text) };
  const decimal = asDecimal(parts, separators);
  const thousands = asThousands(parts, separators);
  if (decimal !== null && thousands !== null) {
    return choose([decimal, thousands], separators[0] ?? "", places, locales);
  }
  const value = decimal ?? thousands;
  return value === null ? { kind: "unreadable" } : { kind: "number", value };
}

/** What a text says as a number of a kind. Letters and scientific notation are refused. */
export function readNumber(
  text: string,
  kind: NumberKind,
  locales: NumberLocales = currentLocales(),
): NumberReading {
  const plain = withoutUnit(plainSigns(text).trim(), kind, locales.shown);
  if (plain === "") return { kind: text.trim() === "" ? "empty" : "unreadable" };
  if (plain.length > LENGTH_MAX) return { kind: "unreadable" };
  const [, sign = "", digits = ""] = /^([-+]?) ?(.*)$/s.exec(plain) ?? [];
  const reading = readUnsigned(digits, placesOf(kind), locales);
  if (kind === "whole" && reading.kind === "ambiguous") return { kind: "fraction" };
  if (reading.kind !== "number") return reading;
  if (kind === "whole" && reading.value.includes(".")) return { kind: "fraction" };
  return sign === "-" ? { kind: "number", value: `-${reading.value}` } : reading;
}

/** Stands for a text that names no one number; no decimal string, so that every check refuses it. */
const NO_NUMBER = "?";

/** The number as the API writes it, "" for an empty field; no decimal where there is no one number. */
export function plainNumber(text: string, kind: NumberKind): string {
  const reading = readNumber(text, kind);
  if (reading.kind === "empty") return "";
  return reading.kind === "number" ? reading.value : NO_NUMBER;
}

/** A number as the language of the screen writes it, with all its decimals. */
export function showNumber(value: string, kind: NumberKind, locale: string): string {
  const written = (value.split(".")[1] ?? "").length;
  const least = kind !== "whole" && "currency" in kind && kind.currency ? placesOf(kind) : written;
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: Math.min(least, 20),
    maximumFractionDigits: 20,
  }).format(value as Intl.StringNumericLiteral);
}

/** The number understood, with its unit, where the field shows something else; null otherwise. */
export function understood(text: string, kind: NumberKind, locales = currentLocales()) {
  const reading = readNumber(text, kind, locales);
  if (reading.kind !== "number") return null;
  const shown = showNumber(reading.value, kind, locales.shown);
  const typed = text.trim();
  if (typed === shown || tidy(typed) === reading.value) return null;
  if (kind === "whole") return shown;
  return "percent" in kind ? `${shown} %` : `${shown} ${kind.currency}`.trim();
}

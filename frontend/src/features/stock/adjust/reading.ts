// What does somebody mean who types into the figure on hand? `+5` and `-3` change it by so many;
// `12` or `=12` is what was counted on the shelf.

import { QUANTITY_MAX, readUnits } from "@/lib/format/quantity";

export type Wanted = { kind: "by"; delta: number } | { kind: "to"; counted: number };
export type Reading =
  Wanted | { kind: "empty" | "started" | "unreadable" | "nothing" | "tooLarge" };

/** With the sign in ASCII; the digits stay as typed. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/^\s*[\u2212\u2012\u2013\u30fc]/, "-")
    .trim();
}

export function readAdjustment(text: string): Reading {
  const typed = plain(text);
  if (typed === "") return { kind: "empty" };
  if (/^[-+=]$/.test(typed)) return { kind: "started" };
  const [, sign = "", digits = ""] = /^([-+=]?)(.*)$/s.exec(typed) ?? [];
  const number = readUnits(digits);
  if (number === null) return { kind: "unreadable" };
  if (number > QUANTITY_MAX) return { kind: "tooLarge" };
  if (sign === "" || sign === "=") return { kind: "to", counted: number };
  if (number === 0) return { kind: "nothing" };
  return { kind: "by", delta: sign === "-" ? -number : number };
}

/** Whether there is something to say against it, and not merely more to type. */
export function isWrong(
  reading: Reading,
): reading is { kind: "unreadable" | "nothing" | "tooLarge" } {
  return !isWanted(reading) && reading.kind !== "empty" && reading.kind !== "started";
}

export function isWanted(reading: Reading): reading is Wanted {
  return reading.kind === "by" || reading.kind === "to";
}

/** What it makes of a balance. */
export function outcomeOf(wanted: Wanted, from: number): { to: number; delta: number } {
  const delta = wanted.kind === "by" ? wanted.delta : wanted.counted - from;
  return { to: from + delta, delta };
}

export type Sign = "+" | "-" | "=";

export function signOf(text: string): Sign {
  const first = plain(text)[0];
  return first === "+" || first === "-" ? first : "=";
}

/** What stands in a field beside a switch that says the sign: a sign that is typed wins. */
export function withTyped(text: string, typed: string): string {
  return /^[-+=]/.test(plain(typed)) ? typed : withSign(typed, signOf(text));
}

/** The same digits under another sign, for keyboards that have none. */
export function withSign(text: string, sign: Sign): string {
  const digits = plain(text).replace(/^[-+=]/, "");
  return sign === "=" ? digits : `${sign}${digits}`;
}

// Read whole numbers of units.
import { readNumber } from "./read-number";

export const QUANTITY_MAX = 1_000_000_000_000;
const DIGITS_MAX = 18;

/** The whole number that a text says, with its sign; null for anything else, "4,5" too. */
export function readQuantity(text: string): number | null {
  const reading = readNumber(text, "whole");
  if (reading.kind !== "number" || reading.value.length > DIGITS_MAX) return null;
  return Number(reading.value);
}

/** The same for a field that takes no sign. */
export function readUnits(text: string): number | null {
  return /^\s*[-+\uff0b\uff0d\u2212]/.test(text) ? null : readQuantity(text);
}

// Which roundings are offered, and which one does a change have?
import { compareDecimals } from "@/lib/format/decimal";
import type { Rounding } from "./types";

export type Preset =
  "none" | "ten" | "hundred" | "eighty" | "whole" | "ninetyNine" | "ninetyFive" | "own";

interface Offer {
  preset: Exclude<Preset, "none" | "own">;
  to: string;
  ending: string;
  /** A price before, and after, rounded to the nearest. */
  example: readonly [string, string];
}

const WITHOUT_DECIMALS: readonly Offer[] = [
  { preset: "ten", to: "10", ending: "0", example: ["1984", "1980"] },
  { preset: "hundred", to: "100", ending: "0", example: ["1984", "2000"] },
  { preset: "eighty", to: "100", ending: "80", example: ["1942", "1980"] },
];
const WITH_DECIMALS: readonly Offer[] = [
  { preset: "whole", to: "1", ending: "0", example: ["19.84", "20.00"] },
  { preset: "ninetyNine", to: "1", ending: "0.99", example: ["19.84", "19.99"] },
  { preset: "ninetyFive", to: "1", ending: "0.95", example: ["19.84", "19.95"] },
];

export function offersFor(digits: number): readonly Offer[] {
  return digits === 0 ? WITHOUT_DECIMALS : WITH_DECIMALS;
}

export function presetOf(rounding: Rounding | null, digits: number): Preset {
  if (!rounding) return "none";
  const isSame = ({ to, ending }: Offer) =>
    compareDecimals(to, rounding.to) === 0 && compareDecimals(ending, rounding.ending) === 0;
  return offersFor(digits).find(isSame)?.preset ?? "own";
}

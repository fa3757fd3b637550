// Which part of a hold is settled? All that is left, unless somebody types less.
import { readUnits } from "@/lib/format/quantity";
import type { Hold, HoldLine, LineBody } from "./types";

/** The lines that still keep something. */
export function openLines(hold: Hold): HoldLine[] {
  return hold.lines.filter((line) => line.remaining > 0);
}

export interface Choice {
  /** Null for everything that is left, which needs no list. */
  lines: LineBody[] | null;
  isAll: boolean;
  units: number;
}

/** What is sent for these texts, one a line; null while one of them is out of its bounds. */
export function choiceOf(lines: readonly HoldLine[], texts: readonly string[]): Choice | null {
  const units = lines.map((line, place) => {
    const value = readUnits(texts[place] ?? "");
    return value !== null && value <= line.remaining ? value : null;
  });
  if (units.includes(null)) return null;
  const chosen = lines.map(({ sku, location }, place) => ({
    sku,
    location,
    quantity: units[place] ?? 0,
  }));
  const isAll = lines.every((line, place) => units[place] === line.remaining);
  return {
    lines: isAll ? null : chosen.filter((line) => line.quantity > 0),
    isAll,
    units: chosen.reduce((sum, line) => sum + line.quantity, 0),
  };
}

// Which item does a code mean? A scanner reads a SKU or a barcode, a person types one.
import { cleanIdentifier, identityKey, isSame } from "@/lib/format/identifiers";

/** What a sheet has to know of an item; every item of the API is one. */
export interface Coded {
  id: number;
  sku: string;
  name: string;
  barcode: string | null;
  unit: string;
  status: "active" | "archived";
}

export const CODE_LENGTH_MAX = 100;
const NEAR_MAX = 5;

export type Match =
  | { kind: "one"; item: Coded }
  /** Several items carry this barcode. */
  | { kind: "several"; items: Coded[] }
  /** None does; these look alike. */
  | { kind: "none"; near: Coded[] };

/** The clean form; control characters of a scanner's frame fall out. */
export function plainCode(text: string): string {
  return cleanIdentifier(text.replace(/\p{Cc}/gu, "")).slice(0, CODE_LENGTH_MAX);
}

/**
 * A GTIN is the same with and without leading zeros: a UPC of 12 digits is the EAN of 13 with a
 * zero before it, and a scanner may send either.
 */
export function significant(code: string): string {
  const isGtin = /^\d{8,14}$/.test(code);
  return isGtin ? code.replace(/^0+/, "") : identityKey(code);
}

export function sameCode(a: string, b: string): boolean {
  return significant(a) === significant(b);
}

/** A SKU goes before a barcode, since only SKUs are unique. */
export function matchCode(items: readonly Coded[], code: string): Match {
  const bySku = items.find((item) => isSame(item.sku, code));
  if (bySku) return { kind: "one", item: bySku };
  const carriers = items.filter((item) => item.barcode !== null && sameCode(item.barcode, code));
  const inUse = carriers.filter((item) => item.status === "active");
  const found = inUse.length > 0 ? inUse : carriers;
  const [first, ...more] = found;
  if (first && more.length === 0) return { kind: "one", item: first };
  if (first) return { kind: "several", items: found.slice(0, NEAR_MAX) };
  const near = items.filter((item) => item.status === "active").slice(0, NEAR_MAX);
  return { kind: "none", near };
}

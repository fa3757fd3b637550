// Which whole number did somebody write? Full-width digits, separators and the typographic minus
// are how people write numbers.

export const QUANTITY_MAX = 1_000_000_000_000;

export function readQuantity(text: string): number | null {
  const plain = text
    .normalize("NFKC")
    .replace(/[\u2212\u2012\u2013\u30fc]/g, "-")
    .replace(/[,\s]/g, "");
  return /^[-+]?\d{1,18}$/.test(plain) ? Number(plain) : null;
}

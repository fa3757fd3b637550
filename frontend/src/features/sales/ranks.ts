// Which of the sales of a price wins, and when? The highest priority, then the one that started
// last, then the one made last; a suspended one takes no part.
import type { Sale } from "./types";

/** Positive when `a` wins over `b`. */
export function outranks(a: Sale, b: Sale): number {
  return (
    a.priority - b.priority || Date.parse(a.starts_at) - Date.parse(b.starts_at) || a.id - b.id
  );
}

export function takesPart({ state }: Sale): boolean {
  return state === "scheduled" || state === "running";
}

export interface Stretch {
  from: number;
  to: number;
}

/** The window of a sale, ms; an open end reaches to the end of the numbers. */
export function windowOf(sale: Pick<Sale, "starts_at" | "ends_at">): Stretch {
  const to = sale.ends_at ? Date.parse(sale.ends_at) : Number.MAX_SAFE_INTEGER;
  return { from: Date.parse(sale.starts_at), to };
}

export function overlap(a: Sale, b: Sale): boolean {
  const [one, other] = [windowOf(a), windowOf(b)];
  return one.from < other.to && other.from < one.to;
}

/** The sales of the same price that win over this one while both windows run. */
export function winnersOver(sale: Sale, others: readonly Sale[]): Sale[] {
  return others.filter(
    (other) =>
      other.id !== sale.id &&
      other.price_id === sale.price_id &&
      takesPart(other) &&
      overlap(sale, other) &&
      outranks(other, sale) > 0,
  );
}

/** The stretches of its window in which a sale does not make the price, put together. */
export function hiddenIn(sale: Sale, others: readonly Sale[]): Stretch[] {
  if (!takesPart(sale)) return [];
  const own = windowOf(sale);
  const stretches = winnersOver(sale, others)
    .map(windowOf)
    .map(({ from, to }) => ({ from: Math.max(from, own.from), to: Math.min(to, own.to) }))
    .sort((a, b) => a.from - b.from);
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const last = joined.at(-1);
    if (last && stretch.from <= last.to) last.to = Math.max(last.to, stretch.to);
    else joined.push({ ...stretch });
  }
  return joined;
}

// Which list comes from which other one?
import type { PriceList } from "./types";

/** A list with those that come from it. */
export interface Branch {
  list: PriceList;
  children: Branch[];
}

function byCode(a: PriceList, b: PriceList): number {
  return a.code.localeCompare(b.code, "en");
}

/** The lists as they come from one another; one whose parent is not among them stands alone. */
export function treeOf(lists: readonly PriceList[]): Branch[] {
  const codes = new Set(lists.map(({ code }) => code));
  const under = (parent: string | null): Branch[] =>
    lists
      .filter((list) => (codes.has(list.parent ?? "") ? list.parent : null) === parent)
      .sort(byCode)
      .map((list) => ({ list, children: under(list.code) }));
  return under(null);
}

/** The currency that the prices of a list are in, its own or that of a list it comes from. */
export function currencyOf(list: PriceList, lists: readonly PriceList[]): string | null {
  const byName = new Map(lists.map((each) => [each.code, each]));
  let current: PriceList | undefined = list;
  while (current) {
    if (current.currency) return current.currency;
    current = byName.get(current.parent ?? "");
  }
  return null;
}

// What can be chosen in the forms of prices besides price lists: categories, currencies, items.
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { categoryKey, compareIdentifiers } from "@/lib/format/identifiers";

const LONG_MS = 5 * 60_000;
const SUGGESTED = 8;

/** Offered first; one that something has already is added. */
const CURRENCIES = ["JPY", "USD", "EUR", "GBP", "CNY", "KRW", "TWD", "AUD", "CAD", "CHF"];

/** "Kitchen/Mugs/Small" is also in "Kitchen/Mugs" and in "Kitchen"; each in one spelling. */
export function withWider(categories: readonly string[]): string[] {
  const all = categories.flatMap((category) => {
    const steps = category.split("/");
    return steps.map((_, index) => steps.slice(0, index + 1).join("/"));
  });
  const first = new Map<string, string>();
  for (const category of all) {
    const key = categoryKey(category);
    if (!first.has(key)) first.set(key, category);
  }
  return [...first.values()].sort(compareIdentifiers);
}

export const categoriesQuery = () =>
  queryOptions({
    queryKey: ["choices", "categories"],
    queryFn: async ({ signal }) => {
      const { items } = await api.get("/api/v1/categories", { signal });
      return withWider(items.map(({ category }) => category));
    },
    staleTime: LONG_MS,
  });

/** A few items whose SKU, name or barcode looks like what is being typed. */
export const itemsLikeQuery = (q: string) =>
  queryOptions({
    queryKey: ["choices", "items", q],
    queryFn: async ({ signal }) =>
      (await api.get("/api/v1/items", { query: { q, limit: SUGGESTED }, signal })).items,
    enabled: q.length > 0,
  });

export function currencyChoices(...more: (string | null | undefined)[]): string[] {
  return [...new Set([...CURRENCIES, ...more.filter((code) => typeof code === "string")])];
}

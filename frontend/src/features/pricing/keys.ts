// Under which keys are prices kept?
import type { ChangeFilters, Place, PriceFilters } from "./types";

export const pricingKeys = {
  all: ["pricing"] as const,
  of: (itemId: number) => ["pricing", "of", itemId] as const,
  rows: ["pricing", "rows"] as const,
  table: (filters: PriceFilters) => ["pricing", "rows", filters] as const,
  changes: ["pricing", "changes"] as const,
  recent: (filters: ChangeFilters) => ["pricing", "changes", filters] as const,
  items: ["pricing", "item"] as const,
  details: (itemId: number) => ["pricing", "item", itemId] as const,
  item: ({ itemId, list, currency = null }: Place) =>
    ["pricing", "item", itemId, list, currency] as const,
  histories: (itemId: number) => ["pricing", "history", itemId] as const,
  history: ({ itemId, list, currency = null }: Place) =>
    ["pricing", "history", itemId, list, currency] as const,
  evidence: ["pricing", "evidence"] as const,
  evidences: (itemId: number) => ["pricing", "evidence", itemId] as const,
};

/** What can be sold of an item; it lives by another channel than the prices. */
export const unitKeys = {
  all: ["pricing-units"] as const,
  of: (itemId: number) => ["pricing-units", itemId] as const,
};

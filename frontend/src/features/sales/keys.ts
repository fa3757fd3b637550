// Under which keys are sales kept?
import type { Span } from "./types";

export const saleKeys = {
  all: ["sales"] as const,
  items: ["sales", "item"] as const,
  item: (itemId: number) => ["sales", "item", itemId] as const,
  spans: ["sales", "span"] as const,
  span: (span: Span) => ["sales", "span", span] as const,
};

// How is a code looked up? By its exact SKU and by the search at once, so that it takes one trip.
import { api } from "@/lib/api/client";
import { matchCode, significant, type Coded, type Match } from "./code";

const LOOKED_THROUGH_MAX = 20;

export async function findByCode(code: string): Promise<Match> {
  const [exact, like] = await Promise.all([
    api.get("/api/v1/items", { query: { sku: code, limit: 1 } }),
    api.get("/api/v1/items", { query: { q: significant(code), limit: LOOKED_THROUGH_MAX } }),
  ]);
  const items: Coded[] = [...exact.items, ...like.items];
  return matchCode([...new Map(items.map((item) => [item.id, item])).values()], code);
}

// Sales for tests: what one looks like.
import type { Sale } from "./types";

const AT = "2026-03-01T09:30:00Z";

export function saleOf(news: Partial<Sale> = {}): Sale {
  return {
    id: 4,
    price_id: 11,
    item_id: 3,
    sku: "A-17",
    item_name: "Blue mug 300 ml",
    category: "Kitchen/Mugs",
    price_list: "default",
    currency: "JPY",
    name: "Spring sale",
    priority: 0,
    amount: null,
    percent_off: "20",
    rounding: null,
    tiers: [],
    starts_at: "2026-03-02T15:00:00Z",
    ends_at: "2026-03-09T15:00:00Z",
    time_zone: "Asia/Tokyo",
    starts_local: "2026-03-03T00:00:00+09:00",
    ends_local: "2026-03-10T00:00:00+09:00",
    state: "scheduled",
    price: "1584",
    base: "1980",
    overlaps: [],
    hits: [],
    approved_by: null,
    reason: null,
    created_by: "pricer@localhost",
    version: 1,
    created_at: AT,
    updated_at: AT,
    ...news,
  };
}

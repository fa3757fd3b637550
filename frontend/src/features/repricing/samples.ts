// A change of many prices as the API tells it, for tests.
import type { Bulk, BulkFace, BulkTotals } from "./types";

export const TOTALS: BulkTotals = {
  items: 10,
  raised: 8,
  lowered: 0,
  unchanged: 2,
  warned: 1,
  needs_approval: 0,
  blocked: 0,
  value_before: "100000",
  value_after: "110000",
  margin_percent_before: "40.00",
  margin_percent_after: "45.45",
};

export const BULK: Bulk = {
  id: 3,
  name: "Mugs up",
  state: "previewing",
  price_list: "default",
  currency: "JPY",
  actor: "pricer@localhost",
  done: 0,
  total: 10,
  applied: 0,
  skipped: 0,
  undone: 0,
  kept: 0,
  proposal_id: null,
  problem: null,
  version: 1,
  filter: {
    q: null,
    category: "Kitchen/Mugs",
    tag: null,
    skus: [],
    min_amount: "1000",
    max_amount: null,
    min_margin_percent: null,
    max_margin_percent: null,
  },
  rule: { kind: "percent", value: "-12.50", column: null, price_list: null },
  rounding: { to: "100", ending: "80", direction: "up" },
  reason: "autumn",
  totals: null,
  worst: [],
  created_at: "2026-03-01T09:30:00Z",
  updated_at: "2026-03-01T09:30:00Z",
};

/** What a frame tells of it. */
export function faceOf(bulk: Bulk, news: Partial<BulkFace>): BulkFace {
  const { filter, rule, rounding, reason, totals, worst, created_at, updated_at, ...face } = bulk;
  void [filter, rule, rounding, reason, totals, worst, created_at, updated_at];
  return { ...face, ...news };
}

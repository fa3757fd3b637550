// Guards for tests: what one looks like.
import type { Guard } from "./types";

export function guardOf(id: number, news: Partial<Guard> = {}): Guard {
  return {
    id,
    name: `Guard ${String(id)}`,
    mode: "approve",
    ...{ price_list: null, category: null, item_id: null, sku: null, currency: null },
    ...{ max_increase_percent: "30.00", max_decrease_percent: null, floor: null, ceiling: null },
    ...{ min_margin_percent: null, refuse_zero: null, refuse_scale: null, active: true },
    ...{ window_hours: 24, is_default: false },
    ...{ reason: null, updated_by: "approver@localhost", version: 1 },
    created_at: "2026-03-01T09:30:00Z",
    updated_at: "2026-03-01T09:30:00Z",
    ...news,
  };
}

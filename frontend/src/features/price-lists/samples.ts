// Price lists for tests: what one looks like.
import type { PriceList } from "./types";

export function listOf(code: string, news: Partial<PriceList> = {}): PriceList {
  return {
    code,
    name: code,
    ...{ currency: null, channel: null, country: null, customer_group: null },
    ...{ time_zone: "Asia/Tokyo", parent: null, rule: null, rounding: null, active: true },
    ...{ prices: 0, own_prices: 0, version: 1 },
    created_at: "2026-03-01T09:30:00Z",
    updated_at: "2026-03-01T09:30:00Z",
    ...news,
  };
}

export const WEB = listOf("web", {
  name: "Web shop",
  parent: "default",
  rule: { kind: "percent", value: "-10" },
  rounding: { to: "10", ending: "0", direction: "nearest" },
  channel: "web",
  country: "JP",
  version: 3,
});

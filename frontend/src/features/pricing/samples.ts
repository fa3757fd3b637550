// Prices for tests: what a row, a drawer and a step of the timeline look like.
import type { ItemPrice, Price, PriceChange, PriceRow } from "./types";

const AT = "2026-01-05T03:00:00Z";

export const PRICE: Price = {
  id: 11,
  category: null,
  item_id: 3,
  sku: "A-17",
  name: "Blue mug 300 ml",
  price_list: "default",
  amount: "1980",
  base: "1980",
  currency: "JPY",
  because: "base",
  sale: null,
  hits: [],
  since: AT,
  next_change_at: null,
  version: 2,
  updated_at: AT,
};

export const ROW: PriceRow = {
  ...PRICE,
  cost: { amount: "1100", currency: "JPY" },
  margin_percent: "44.44",
  last_change: null,
};

export const ITEM: ItemPrice = {
  item_id: 3,
  sku: "A-17",
  name: "Blue mug 300 ml",
  price_list: "default",
  effective: {
    amount: "1980",
    currency: "JPY",
    because: "base",
    sale_id: null,
    price_list: "default",
    at: AT,
    quantity: 1,
    trail: [{ kind: "base", price_list: "default", name: null, detail: null, amount: "1980" }],
  },
  inherited: null,
  layers: [],
  guard: [],
  hits: [],
  prices: [PRICE],
  cost: { amount: "1100", currency: "JPY" },
  margin_percent: "44.44",
  version: 2,
};

export const STEP: PriceChange = {
  id: 501,
  price_id: 11,
  item_id: 3,
  sku: "A-17",
  item_name: "Blue mug 300 ml",
  price_list: "default",
  currency: "JPY",
  before: "1980",
  amount: "2200",
  base: "2200",
  because: "base",
  sale_id: null,
  change_percent: "11.11",
  significance: "significant",
  cause: "base_price",
  version: 3,
  reason: null,
  reference: null,
  actor: "admin@localhost",
  approved_by: null,
  confirmed_alone: false,
  override_reason: null,
  hits: [],
  occurred_at: AT,
  recorded_at: AT,
};

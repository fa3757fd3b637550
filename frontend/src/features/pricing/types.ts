// The words of this room, as the contract writes them.
import type { BodyOf, Ok, QueryOf, RowOf } from "@/lib/api/types";

/** A price with what the table shows beside it. */
export type PriceRow = RowOf<"/api/v1/prices">;
export type ItemPrice = Ok<"/api/v1/prices/{item_id}", "get">;
export type Price = ItemPrice["prices"][number];
export type Layer = ItemPrice["layers"][number];
export type Limit = ItemPrice["guard"][number];
export type PriceChange = RowOf<"/api/v1/prices/{item_id}/history">;
export type BasePriceBody = BodyOf<"/api/v1/prices/{item_id}/base", "put">;
export type RevertBody = BodyOf<"/api/v1/prices/{item_id}/revert", "post">;
export type PriceResult = Ok<"/api/v1/prices/{item_id}/base", "put">;
export type PreviewBody = BodyOf<"/api/v1/prices/preview", "post">;
export type Preview = Ok<"/api/v1/prices/preview", "post">;
export type Evidence = Ok<"/api/v1/prices/{item_id}/evidence", "get">;
export type Because = Price["because"];
export type SignificanceName = NonNullable<PriceChange["significance"]>;

/** One price of an item: in which list, and in which currency where it has several there. */
export interface Place {
  itemId: number;
  list: string;
  currency?: string | null;
}

/** Opens the price of an item in a list, in one of its currencies. */
export type OpenPrice = (sku: string, list: string, currency: string) => void;

type Filter<Key extends keyof QueryOf<"/api/v1/prices", "get">> = NonNullable<
  QueryOf<"/api/v1/prices", "get">[Key]
>;

export interface PriceFilters {
  q: string | null;
  category: string | null;
  price_list: string | null;
  because: Filter<"because"> | null;
  breaks_guard: boolean | null;
}

export interface ChangeFilters {
  min_percent: string | null;
  significance: SignificanceName | null;
  price_list: string | null;
}

/** As much of a stock level as says what can be sold. */
export interface Units {
  id: number;
  item_id: number;
  available: number;
  version: number;
}

export const DEFAULT_LIST = "default";

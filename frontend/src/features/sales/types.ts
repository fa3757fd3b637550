// The words of this room, as the contract writes them.
import type { BodyOf, Ok, RowOf } from "@/lib/api/types";

export type Sale = RowOf<"/api/v1/prices/sales">;
export type SaleState = Sale["state"];
export type SaleBody = BodyOf<"/api/v1/prices/{item_id}/sales", "post">;
export type SalePatch = BodyOf<"/api/v1/prices/sales/{sale_id}", "patch">;
export type SaleResult = Ok<"/api/v1/prices/{item_id}/sales", "post">;

/** A stretch of time, and which sales in it. */
export interface Span {
  from: string;
  to: string;
  price_list: string | null;
  category: string | null;
}

/** Sales of a stretch of time; `more` when there are too many to be drawn. */
export interface SaleBook {
  sales: Sale[];
  more: boolean;
}

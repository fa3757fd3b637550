// The words of this room, as the contract writes them.
import type { BodyOf, Ok, RowOf } from "@/lib/api/types";

export type Price = RowOf<"/api/v1/prices">;
export type ItemPrice = Ok<"/api/v1/prices/{item_id}", "get">;
export type PriceChange = RowOf<"/api/v1/prices/{item_id}/history">;
export type BasePriceBody = BodyOf<"/api/v1/prices/{item_id}/base", "put">;

// The words of this room, as the contract writes them.
import type { BodyOf, Ok, QueryOf, RowOf } from "@/lib/api/types";

export type Level = RowOf<"/api/v1/stock/levels">;
export type UnstockedItem = NonNullable<Ok<"/api/v1/stock/levels", "get">["unstocked"]>[number];
export type LevelStatus = Level["status"];
export type Movement = RowOf<"/api/v1/stock/movements">;
export type MovementBody = BodyOf<"/api/v1/stock/movements", "post">;
export type DirectKind = MovementBody["kind"];
export type Item = Ok<"/api/v1/items/by-sku/{sku}", "get">;
export type Location = RowOf<"/api/v1/locations">;
export type LevelSort = NonNullable<QueryOf<"/api/v1/stock/levels", "get">["sort"]>;

export type Explanation = Ok<"/api/v1/stock/levels/{level_id}/explanation", "get">;
export type MovementKind = Movement["kind"];

/** Which part of an item's ledger; everything where nothing is said. */
export interface LedgerFilters {
  level_id?: number | null;
  kind?: MovementKind | null;
}

export const STATUSES: readonly LevelStatus[] = ["ok", "low", "out", "over"];
export const DIRECT_KINDS: readonly DirectKind[] = [
  "receive",
  "sale",
  "return",
  "adjust",
  "damage",
];

export const MOVEMENT_KINDS: readonly MovementKind[] = [
  "receive",
  "sale",
  "return",
  "adjust",
  "damage",
  "count",
  "transfer_out",
  "transfer_in",
  "reserve",
  "release",
  "commit",
];

export interface LevelFilters {
  q: string | null;
  status: LevelStatus | null;
  location: string | null;
  category: string | null;
  sort: LevelSort;
}

// The words of this room, as the contract writes them.
import type { QueryOf, RowOf } from "@/lib/api/types";

export type Movement = RowOf<"/api/v1/stock/movements">;
export type Kind = NonNullable<QueryOf<"/api/v1/stock/movements", "get">["kind"]>;

/** What a person can look for among what moved; a hold alone moves nothing. */
export const KINDS: readonly Kind[] = [
  "receive",
  "sale",
  "return",
  "adjust",
  "damage",
  "count",
  "transfer_out",
  "transfer_in",
];

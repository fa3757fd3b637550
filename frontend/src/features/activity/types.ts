// The words of this room, as the contract writes them.
import type { QueryOf, RowOf } from "@/lib/api/types";

export type Movement = RowOf<"/api/v1/stock/movements">;
export type Kind = NonNullable<QueryOf<"/api/v1/stock/movements", "get">["kind"]>;

/** What a person can look for; the kinds of holds and transfers join when there are any. */
export const KINDS: readonly Kind[] = ["receive", "sale", "return", "adjust", "damage"];

// The words of this room, as the contract writes them.
import type { BodyOf, Ok } from "@/lib/api/types";
import type { PriceList } from "@/lib/choices/price-lists";

export type { PriceList };
export type Rule = NonNullable<PriceList["rule"]>;
export type Rounding = NonNullable<PriceList["rounding"]>;
export type ListBody = BodyOf<"/api/v1/price-lists", "post">;
export type ListPatch = BodyOf<"/api/v1/price-lists/{code}", "patch">;
export type ListResult = Ok<"/api/v1/price-lists/{code}", "patch">;

/** The list that every price is in unless it says otherwise; it is always in use. */
export const DEFAULT_LIST = "default";
export const ROUNDINGS = ["nearest", "up", "down"] as const;

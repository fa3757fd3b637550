// The words of this room, as the contract writes them.
import type { BodyOf, RowOf } from "@/lib/api/types";

export type Hold = RowOf<"/api/v1/stock/holds">;
export type HoldState = Hold["state"];
export type HoldLine = Hold["lines"][number];
export type HoldBody = BodyOf<"/api/v1/stock/holds", "post">;
export type LineBody = HoldBody["lines"][number];
export type HoldFilter = HoldState | "all";

export const FILTERS: readonly HoldFilter[] = ["held", "committed", "released", "expired", "all"];

/** For how long units are kept, in seconds: what a shop chooses from. */
export const SPANS: readonly number[] = [
  5 * 60,
  15 * 60,
  30 * 60,
  3_600,
  4 * 3_600,
  86_400,
  3 * 86_400,
];

// The words of this room, as the contract writes them.
import type { components } from "@/lib/api/schema.gen";
import type { BodyOf, RowOf } from "@/lib/api/types";

export type Bulk = RowOf<"/api/v1/price-bulks">;
export type BulkFace = components["schemas"]["BulkFace"];
export type BulkState = Bulk["state"];
export type BulkTotals = NonNullable<Bulk["totals"]>;
export type BulkRow = RowOf<"/api/v1/price-bulks/{bulk_id}/rows">;
export type RowState = BulkRow["state"];
export type BulkBody = BodyOf<"/api/v1/price-bulks", "post">;
export type PriceRule = BulkBody["rule"];
export type Rounding = NonNullable<BulkBody["rounding"]>;

export interface RowFilter {
  hits: boolean;
  order: "sku" | "worst";
  state: RowState | null;
}

/** States in which the server is at work. */
export type RunningState = "previewing" | "applying" | "undoing";

export function isRunning(state: BulkState): state is RunningState {
  return state === "previewing" || state === "applying" || state === "undoing";
}

/** What an answer still owes: the server is at work, or the totals are not here yet. */
export function isUnfinished({ state, totals }: Pick<Bulk, "state" | "totals">): boolean {
  return isRunning(state) || (state === "ready" && totals === null);
}

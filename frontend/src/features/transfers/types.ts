// The words of this room, as the contract writes them.
import type { BodyOf, RowOf } from "@/lib/api/types";

export type Transfer = RowOf<"/api/v1/stock/transfers">;
export type TransferState = Transfer["state"];
export type TransferLine = Transfer["lines"][number];
export type TransferBody = BodyOf<"/api/v1/stock/transfers", "post">;
export type ReceiveBody = NonNullable<
  BodyOf<"/api/v1/stock/transfers/{transfer_id}/receive", "post">
>;

export const STATES: readonly TransferState[] = ["in_transit", "received", "cancelled"];
/** As many lines as one transfer may have. */
export const TRANSFER_LINES_MAX = 100;

/** What this room has to know of a location. */
export interface Place {
  code: string;
  name: string;
  active: boolean;
}

export interface TransferHead {
  from: string;
  to: string;
  reference: string;
  arrived: boolean;
}

// The words of this room, as the contract writes them.
import type { RowOf } from "@/lib/api/types";

export type Alert = RowOf<"/api/v1/alerts">;
export type AlertList = "active" | "resolved";

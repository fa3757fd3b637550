// The words of the working sheets, as the contract writes them.
import type { BodyOf, Ok } from "@/lib/api/types";
import type { DirectKind } from "../types";

export type BatchBody = BodyOf<"/api/v1/stock/movements/batch", "post">;
export type BatchRow = BatchBody["movements"][number];
export type BatchAnswer = Ok<"/api/v1/stock/movements/batch", "post">;
export type BatchRowResult = BatchAnswer["results"][number];
export type CountExplanation = NonNullable<BatchRowResult["count"]>;

export interface MovementHead {
  kind: DirectKind;
  /** Only `adjust` has two; its numbers stay positive, as a numeric keypad has no minus. */
  direction: "up" | "down";
  location: string;
  reason: string;
  reference: string;
  /** Empty for the moment of recording. */
  at: string;
  together: boolean;
}

export interface CountHead {
  location: string;
  reference: string;
  blind: boolean;
}

/** One recorded row, as much of it as is shown. */
export interface Recorded {
  id: number;
  sku: string;
  name: string;
  location: string;
  kind: string;
  delta: number;
  onHand: number;
  count: CountExplanation | null;
  absorbed: boolean;
}

// What does a sheet send, and what does the answer say of each of its lines?
import { readQuantity } from "@/lib/format/quantity";
import type { Line, LineProblem } from "@/lib/sheet/lines";
import type { Outbox } from "@/lib/sheet/outbox";
import type { RowAnswer } from "@/lib/sheet/sheet";
import type {
  BatchAnswer,
  BatchBody,
  BatchRowResult,
  CountHead,
  MovementHead,
  Recorded,
} from "./types";

export function toMovements(head: MovementHead, lines: readonly Line[]): BatchBody {
  const sign = head.kind === "adjust" && head.direction === "down" ? -1 : 1;
  return {
    mode: head.together ? "all_or_nothing" : "each",
    movements: lines.map((line) => ({
      sku: line.sku,
      location: head.location,
      kind: head.kind,
      quantity: sign * (readQuantity(line.quantity) ?? 0),
      reason: head.reason.trim() || null,
      reference: head.reference.trim() || null,
      ...(head.at ? { occurred_at: head.at } : {}),
    })),
  };
}

/** Each count for itself: what was counted rightly is true whatever becomes of another shelf. */
export function toCounts(head: CountHead, lines: readonly Line[]): BatchBody {
  return {
    mode: "each",
    movements: lines.map((line) => ({
      sku: line.sku,
      location: head.location,
      kind: "count",
      quantity: readQuantity(line.quantity) ?? 0,
      reference: head.reference.trim() || null,
      occurred_at: line.at,
    })),
  };
}

function recordedOf({ movement, level, count, absorbed }: BatchRowResult): Recorded | null {
  if (!movement) return null;
  return {
    id: movement.id,
    sku: movement.sku,
    name: movement.item_name,
    location: movement.location,
    kind: movement.kind,
    delta: movement.delta_on_hand,
    onHand: level?.on_hand ?? movement.on_hand_after,
    count: count ?? null,
    absorbed: Boolean(absorbed),
  };
}

function problemOf({ problem }: BatchRowResult): LineProblem {
  // Without a problem of its own the row was fine, and another one refused them all.
  if (!problem) return { code: "others_refused", detail: "" };
  const { available } = (problem.current ?? {}) as { available?: number };
  return { code: problem.code, detail: problem.detail, available };
}

export function readBatch(
  { results }: BatchAnswer,
  { lineIds }: Outbox<BatchBody>,
): RowAnswer<Recorded>[] {
  return results.flatMap((result) => {
    const lineId = lineIds[result.row];
    if (lineId === undefined) return [];
    const done = result.status === "applied" ? recordedOf(result) : null;
    return [{ lineId, done, problem: done ? null : problemOf(result) }];
  });
}

// What does the sheet of a transfer send, and which of its lines is to blame for a refusal?
import { readQuantity } from "@/lib/format/quantity";
import type { ApiProblem } from "@/lib/api/problem";
import type { Line, LineProblem } from "@/lib/sheet/lines";
import type { Outbox } from "@/lib/sheet/outbox";
import type { RowAnswer } from "@/lib/sheet/sheet";
import { lineProblem, rowProblems } from "@/lib/sheet/use-sending";
import type { Transfer, TransferBody, TransferHead } from "./types";

export function toTransfer(head: TransferHead, lines: readonly Line[]): TransferBody {
  return {
    from_location: head.from,
    to_location: head.to,
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity: readQuantity(quantity) ?? 0 })),
    arrived: head.arrived,
    reference: head.reference.trim() || null,
  };
}

/** All lines left, or none did. */
export function readTransfer(
  transfer: Transfer,
  { lineIds }: Outbox<TransferBody>,
): RowAnswer<number>[] {
  return lineIds.map((lineId) => ({ lineId, done: transfer.id, problem: null }));
}

/** One short line refuses the whole transfer; the problem carries the level that was short. */
export function blameLine(
  problem: ApiProblem,
  { body }: Outbox<TransferBody>,
): Map<number, LineProblem> {
  const rows = rowProblems(problem);
  const { current } = problem.document as { current?: { sku?: string } };
  const row = body.lines.findIndex(({ sku }) => sku === current?.sku);
  if (row >= 0) rows.set(row, lineProblem(problem));
  return rows;
}

// What does the sheet of a transfer send, and what does the answer mean for its lines?
import { readQuantity } from "@/lib/format/quantity";
import type { Line } from "@/lib/sheet/lines";
import type { Outbox } from "@/lib/sheet/outbox";
import type { RowAnswer } from "@/lib/sheet/sheet";
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

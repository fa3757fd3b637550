// How much of a transfer is where? And what is still expected, by item?
import { readQuantity } from "@/lib/format/quantity";
import type { ReceiveBody, Transfer } from "./types";

export function sentIn({ lines }: Transfer): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

export function inTransit({ lines }: Transfer): number {
  return lines.reduce((sum, line) => sum + line.in_transit, 0);
}

/** One item may stand on several lines; it arrives as one. */
export interface Expected {
  itemId: number;
  sku: string;
  name: string;
  open: number;
}

export function expectedOf({ lines }: Transfer): Expected[] {
  const bySku = new Map<string, Expected>();
  for (const line of lines) {
    if (line.in_transit === 0) continue;
    const open = (bySku.get(line.sku)?.open ?? 0) + line.in_transit;
    bySku.set(line.sku, { itemId: line.item_id, sku: line.sku, name: line.item_name, open });
  }
  return [...bySku.values()];
}

/** What was typed or scanned as arrived, by SKU; nothing typed is nothing arrived. */
export type Arrived = Readonly<Record<string, string>>;

export type AmountFault = "quantityWhole" | "tooMany";

export function faultOf({ sku, open }: Expected, arrived: Arrived): AmountFault | null {
  const quantity = readQuantity(arrived[sku] ?? "0");
  if (quantity === null || quantity < 0) return "quantityWhole";
  return quantity > open ? "tooMany" : null;
}

export function arrivedTotal(expected: readonly Expected[], arrived: Arrived): number {
  return expected.reduce((sum, { sku }) => sum + (readQuantity(arrived[sku] ?? "0") ?? 0), 0);
}

export function toReceipt(
  expected: readonly Expected[],
  arrived: Arrived,
  close: boolean,
): ReceiveBody {
  const lines = expected
    .map(({ sku }) => ({ sku, quantity: readQuantity(arrived[sku] ?? "0") ?? 0 }))
    .filter(({ quantity }) => quantity > 0);
  return { close, ...(lines.length > 0 ? { lines } : {}) };
}

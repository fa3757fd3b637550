// What do an item and a line look like in tests?
import type { Coded } from "./code";
import type { Line } from "./lines";

export const MUG: Coded = {
  id: 3,
  sku: "A-17",
  name: "Blue mug",
  barcode: "4006381333931",
  unit: "piece",
  status: "active",
};

export const BOWL: Coded = { ...MUG, id: 4, sku: "B-2", name: "Bowl", barcode: "036000291452" };

export function lineOf(id: number, item: Coded = MUG, rest: Partial<Line> = {}): Line {
  return {
    id,
    state: "ready",
    codes: [item.sku],
    sku: item.sku,
    name: item.name,
    unit: item.unit,
    quantity: "1",
    at: "2026-01-05T03:00:00.000Z",
    atByHand: false,
    problem: null,
    ...rest,
  };
}

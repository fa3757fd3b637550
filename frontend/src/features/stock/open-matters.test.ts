import { expect, it } from "vitest";
import { openMatters } from "./open-matters";

it("names what is open by its kind, and leaves out what is not", () => {
  const open = {
    stock: { total: 22, items: [{ sku: "A", location: "TYO-1", on_hand: 5, reserved: 0 }] },
    holds: { total: 0, items: [] },
    transfers: { total: 1, items: [{ id: 3, from_location: "TYO-1", to_location: "OSA-1" }] },
    sales: { total: 1, items: [{ id: 9, name: null }] },
  };
  expect(openMatters({ open })).toEqual([
    { kind: "stock", total: 22, names: ["TYO-1 5"] },
    { kind: "transfers", total: 1, names: ["TYO-1 → OSA-1"] },
    { kind: "sales", total: 1, names: ["#9"] },
  ]);
});

it("names nothing for another problem", () => {
  expect(openMatters({ code: "stale_version" })).toEqual([]);
});

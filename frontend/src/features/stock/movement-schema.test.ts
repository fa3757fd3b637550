import { describe, expect, it } from "vitest";
import { en } from "@/lib/i18n/en";
import { movementSchema, NO_MOVEMENT, readQuantity, toBody } from "./movement-schema";
import { trendOf } from "./trend";
import { MOVEMENT } from "./samples";

const words = en.stock.movement;
const schema = movementSchema(en);
const good = { ...NO_MOVEMENT, sku: "A-17", location: "TYO-1", quantity: "3" };

function complaint(values: object): string | undefined {
  return schema.safeParse({ ...good, ...values }).error?.issues[0]?.message;
}

describe("what may be recorded", () => {
  it("accepts a plain movement", () => {
    expect(complaint({})).toBeUndefined();
    expect(complaint({ kind: "adjust", quantity: "-3" })).toBeUndefined();
  });

  it.each([
    [{ sku: " " }, words.skuRequired],
    [{ location: "" }, words.locationRequired],
    [{ quantity: "" }, words.quantityWhole],
    [{ quantity: "1.5" }, words.quantityWhole],
    [{ quantity: "1e3" }, words.quantityWhole],
    [{ quantity: "0" }, words.quantityNotZero],
    [{ quantity: "-2" }, words.quantityPositive],
    [{ quantity: "1000000000001" }, words.quantityTooLarge],
    [{ quantity: "1".padEnd(31, "0") }, words.quantityWhole],
  ])("refuses %o", (values, message) => {
    expect(complaint(values)).toBe(message);
  });

  it("reads what people type", () => {
    expect(readQuantity("１２")).toBe(12);
    expect(readQuantity("1,200")).toBe(1200);
    expect(readQuantity("−4")).toBe(-4);
  });

  it("leaves out what was not filled in", () => {
    expect(toBody({ ...good, sku: " A-17 ", reason: "  " })).toEqual({
      sku: "A-17",
      location: "TYO-1",
      kind: "receive",
      quantity: 3,
      reason: null,
      reference: null,
    });
  });
});

describe("the trend", () => {
  it("goes back from what is there now", () => {
    const newestFirst = [
      { ...MOVEMENT, id: 3, delta_on_hand: -3, recorded_at: "2026-01-05T03:00:02Z" },
      { ...MOVEMENT, id: 2, delta_on_hand: 12, recorded_at: "2026-01-05T03:00:01Z" },
    ];
    expect(trendOf(newestFirst, 9).map((point) => point.value)).toEqual([0, 12, 9]);
  });

  it("goes by when things happened, not by when they were written down", () => {
    const lateReceipt = {
      ...MOVEMENT,
      id: 4,
      delta_on_hand: 5,
      occurred_at: "2026-01-01T00:00:00Z",
    };
    const sale = { ...MOVEMENT, id: 3, delta_on_hand: -2, occurred_at: "2026-01-02T00:00:00Z" };
    expect(trendOf([lateReceipt, sale], 3).map((point) => point.value)).toEqual([0, 5, 3]);
  });
});

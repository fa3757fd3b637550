import { describe, expect, it } from "vitest";
import { BOWL, lineOf, MUG } from "@/lib/sheet/samples";
import { LEVEL, MOVEMENT } from "../samples";
import { readBatch, toCounts, toMovements } from "./batch";
import type { BatchAnswer, MovementHead } from "./types";

const HEAD: MovementHead = {
  kind: "receive",
  direction: "up",
  location: "TYO-1",
  reason: " supplier ",
  reference: "",
  at: "",
  together: false,
};
const LINES = [lineOf(2, BOWL, { quantity: "1,200" }), lineOf(1, MUG)];

describe("what a sheet sends", () => {
  it("is one row a line, each for itself unless told otherwise", () => {
    expect(toMovements(HEAD, LINES)).toEqual({
      mode: "each",
      movements: [
        {
          sku: "B-2",
          location: "TYO-1",
          kind: "receive",
          quantity: 1_200,
          reason: "supplier",
          reference: null,
        },
        {
          sku: "A-17",
          location: "TYO-1",
          kind: "receive",
          quantity: 1,
          reason: "supplier",
          reference: null,
        },
      ],
    });
    expect(toMovements({ ...HEAD, together: true }, LINES).mode).toBe("all_or_nothing");
  });

  it("has a sign only for an adjustment that takes away, and a time only if one was said", () => {
    const head = { ...HEAD, kind: "adjust" as const, at: "2026-01-04T00:00:00.000Z" };
    expect(toMovements(head, LINES).movements[1]).toMatchObject({
      quantity: 1,
      occurred_at: head.at,
    });
    const away = { ...head, direction: "down" as const };
    expect(toMovements(away, LINES).movements[1]?.quantity).toBe(-1);
    const sale = { ...away, kind: "sale" as const };
    expect(toMovements(sale, LINES).movements[1]?.quantity).toBe(1);
  });

  it("is the counted number with its own time for a count; zero is a number", () => {
    const line = lineOf(1, MUG, { quantity: "0", at: "2026-01-05T04:30:00.000Z" });
    const body = toCounts({ location: "TYO-1", reference: "", blind: true }, [line]);
    expect(body).toEqual({
      mode: "each",
      movements: [
        {
          sku: "A-17",
          location: "TYO-1",
          kind: "count",
          quantity: 0,
          reference: null,
          occurred_at: "2026-01-05T04:30:00.000Z",
        },
      ],
    });
  });
});

describe("what the answer says", () => {
  const outbox = { key: "k", body: toMovements(HEAD, LINES), lineIds: [2, 1] };
  const count = {
    counted: 12,
    counted_at: "2026-01-05T04:30:00.000000Z",
    later_movements: 2,
    later_delta: -2,
    on_hand: 10,
    text: "counted 12",
  };

  it("finds the line of each row, its balance and its explanation", () => {
    const answer: BatchAnswer = {
      mode: "each",
      applied: 1,
      refused: 1,
      results: [
        {
          row: 1,
          status: "refused",
          problem: {
            code: "insufficient_stock",
            title: "There is not enough stock",
            detail: "2 are available",
            current: { available: 2 },
          },
        },
        { row: 0, status: "applied", movement: MOVEMENT, level: LEVEL, count },
      ],
    };
    expect(readBatch(answer, outbox)).toEqual([
      {
        lineId: 1,
        done: null,
        problem: { code: "insufficient_stock", detail: "2 are available", available: 2 },
      },
      {
        lineId: 2,
        done: {
          id: MOVEMENT.id,
          sku: "A-17",
          name: MOVEMENT.item_name,
          location: "TYO-1",
          kind: "sale",
          delta: -3,
          onHand: LEVEL.on_hand,
          count,
          absorbed: false,
        },
        problem: null,
      },
    ]);
  });

  it("says of a row without a problem that another one refused them all", () => {
    const answer: BatchAnswer = {
      mode: "all_or_nothing",
      applied: 0,
      refused: 1,
      results: [{ row: 0, status: "refused" }],
    };
    expect(readBatch(answer, outbox)[0]?.problem?.code).toBe("others_refused");
  });
});

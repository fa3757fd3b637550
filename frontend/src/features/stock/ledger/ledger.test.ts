import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { pagesOf } from "@/lib/testing/changes";
import { movementsQuery } from "../api";
import { addMovements } from "../changes";
import { LEVEL, MOVEMENT } from "../samples";
import type { Explanation, Movement } from "../types";
import { canTakeBack, isLate, reversalsOf } from "./links";
import { sumsOf } from "./sums";

const EXPLANATION: Explanation = {
  level: { ...LEVEL, on_hand: 10, reserved: 3, available: 7 },
  count: { movement_id: 80, counted: 12, counted_at: "2026-01-05T13:30:00Z" },
  parts: [
    { kind: "receive", movements: 1, delta_on_hand: 5 },
    { kind: "sale", movements: 4, delta_on_hand: -7 },
    { kind: "reserve", movements: 2, delta_on_hand: 0 },
  ],
  holds: [
    { hold_id: 1, reference: "order 7", quantity: 2, expires_at: "2026-01-05T15:00:00Z" },
    { hold_id: 2, reference: null, quantity: 1, expires_at: "2026-01-05T15:00:00Z" },
  ],
};

describe("the sum behind a level", () => {
  it("adds what was counted, what happened since, and the holds", () => {
    expect(sumsOf(EXPLANATION)).toMatchObject({
      start: 12,
      onHand: 10,
      held: 3,
      available: 7,
      agrees: true,
    });
  });

  it("leaves out the lines that only promise", () => {
    expect(sumsOf(EXPLANATION).parts.map((part) => part.kind)).toEqual(["receive", "sale"]);
  });

  it("begins at nothing where nobody ever counted", () => {
    const parts = [{ kind: "receive" as const, movements: 1, delta_on_hand: 10 }];
    expect(sumsOf({ ...EXPLANATION, count: null, parts })).toMatchObject({
      start: 0,
      onHand: 10,
      agrees: true,
    });
  });

  it("says when it does not make the level's figures", () => {
    expect(sumsOf({ ...EXPLANATION, holds: [] }).agrees).toBe(false);
    expect(sumsOf({ ...EXPLANATION, parts: [] }).agrees).toBe(false);
  });
});

describe("a line of the ledger", () => {
  const none = new Map<number, number>();

  it("can be taken back once", () => {
    const reversal = { ...MOVEMENT, id: 92, delta_on_hand: 3, reverses_id: 91 };
    const reversals = reversalsOf([reversal, MOVEMENT]);
    expect(canTakeBack(MOVEMENT, none)).toBe(true);
    expect(reversals).toEqual(new Map([[91, 92]]));
    expect(canTakeBack(MOVEMENT, reversals)).toBe(false);
    expect(canTakeBack(reversal, reversals)).toBe(false);
  });

  it.each([
    { kind: "reserve", hold_id: 4 },
    { kind: "commit", hold_id: 4 },
    { kind: "transfer_out", transfer_id: 2 },
    { kind: "count", count_id: 80 },
  ] as const)("belongs to something else: %o", (fields) => {
    expect(canTakeBack({ ...MOVEMENT, ...fields }, none)).toBe(false);
  });

  it("is late when it was written down after it happened", () => {
    expect(isLate(MOVEMENT)).toBe(false);
    expect(isLate({ ...MOVEMENT, occurred_at: "2026-01-05T02:00:00Z" })).toBe(true);
  });

  it("joins every list that it fits into, live", () => {
    const client = new QueryClient();
    const lists = [{}, { level_id: 7 }, { level_id: 8 }, { kind: "sale" }, { kind: "count" }];
    const keys = lists.map(
      (filters) => movementsQuery("A-17", filters as Parameters<typeof movementsQuery>[1]).queryKey,
    );
    for (const key of keys) client.setQueryData<Pages<Movement>>(key, pagesOf<Movement>([]));
    addMovements(client, [MOVEMENT]);
    const counts = keys.map((key) => rowsOf(client.getQueryData<Pages<Movement>>(key)).length);
    expect(counts).toEqual([1, 1, 0, 1, 0]);
  });
});

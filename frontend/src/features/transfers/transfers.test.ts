import { describe, expect, it } from "vitest";
import { BOWL, lineOf, MUG } from "@/lib/sheet/samples";
import { changeOf } from "@/lib/testing/changes";
import { tellsOfTransfer } from "./changes";
import { readTransfer, toTransfer } from "./send";
import { arrivedTotal, expectedOf, faultOf, inTransit, sentIn, toReceipt } from "./sums";
import type { Transfer, TransferLine } from "./types";

const line = (rest: Partial<TransferLine>): TransferLine => ({
  line: 1,
  item_id: 3,
  sku: "A-17",
  item_name: "Blue mug",
  quantity: 5,
  received: 0,
  returned: 0,
  missing: 0,
  in_transit: 5,
  ...rest,
});
const TRANSFER: Transfer = {
  id: 12,
  state: "in_transit",
  from_location: "TYO-1",
  to_location: "OSA-1",
  reason: null,
  reference: null,
  actor: "admin@localhost",
  created_at: "2026-01-05T03:00:00.000000Z",
  settled_at: null,
  version: 1,
  lines: [
    line({}),
    line({ line: 2, quantity: 2, received: 1, in_transit: 1 }),
    line({ line: 3, item_id: 4, sku: "B-2", item_name: "Bowl", received: 5, in_transit: 0 }),
  ],
};
const HEAD = { from: "TYO-1", to: "OSA-1", reference: " note 7 ", arrived: false };

describe("sending a transfer", () => {
  const lines = [lineOf(2, BOWL, { quantity: "4" }), lineOf(1, MUG)];
  const body = toTransfer(HEAD, lines);

  it("names both ends and every line", () => {
    expect(body).toEqual({
      from_location: "TYO-1",
      to_location: "OSA-1",
      lines: [
        { sku: "B-2", quantity: 4 },
        { sku: "A-17", quantity: 1 },
      ],
      arrived: false,
      reference: "note 7",
    });
  });

  it("lets go of all lines together", () => {
    const outbox = { key: "k", body, lineIds: [2, 1] };
    expect(readTransfer(TRANSFER, outbox).map(({ lineId, done }) => [lineId, done])).toEqual([
      [2, 12],
      [1, 12],
    ]);
  });
});

describe("receiving a transfer", () => {
  const expected = expectedOf(TRANSFER);

  it("expects what is in transit, an item at a time", () => {
    expect(expected).toEqual([{ itemId: 3, sku: "A-17", name: "Blue mug", open: 6 }]);
    expect([sentIn(TRANSFER), inTransit(TRANSFER)]).toEqual([12, 6]);
  });

  it("takes up to what is expected, and nothing that is no number", () => {
    const [mug] = expected;
    if (!mug) throw new Error("nothing is expected");
    expect(faultOf(mug, {})).toBeNull();
    expect(faultOf(mug, { "A-17": "6" })).toBeNull();
    expect(faultOf(mug, { "A-17": "7" })).toBe("tooMany");
    expect(faultOf(mug, { "A-17": "" })).toBe("quantityWhole");
    expect(faultOf(mug, { "A-17": "-1" })).toBe("quantityWhole");
  });

  it("says what arrived, and whether the rest is missing", () => {
    expect(arrivedTotal(expected, { "A-17": "4" })).toBe(4);
    expect(toReceipt(expected, { "A-17": "4" }, true)).toEqual({
      close: true,
      lines: [{ sku: "A-17", quantity: 4 }],
    });
  });
});

describe("a change", () => {
  it("tells of a transfer when its movement is a leg of one", () => {
    const level = { id: 7, version: 5 };
    const cause = (movement: object) => ({ cause: { movement } });
    expect(tellsOfTransfer(changeOf("x", level, cause({ transfer_id: 12 })))).toBe(true);
    expect(tellsOfTransfer(changeOf("x", level, cause({ transfer_id: null })))).toBe(false);
    expect(tellsOfTransfer(changeOf("x", level))).toBe(false);
  });
});

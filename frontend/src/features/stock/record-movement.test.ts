import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { pagesOf } from "@/lib/testing/changes";
import { stockKeys } from "./api";
import { patchLevels } from "./changes";
import { applyOptimistically } from "./record-movement";
import { LEVEL } from "./samples";
import { statusOf } from "./status";
import type { Level, MovementBody } from "./types";

const LIST = [...stockKeys.levels, {}];
const body = (rest: Partial<MovementBody>): MovementBody => ({
  sku: "a-17",
  location: "TYO-1",
  kind: "sale",
  quantity: 3,
  ...rest,
});

function setUp(): { client: QueryClient; row: () => Level | undefined } {
  const client = new QueryClient();
  client.setQueryData(LIST, pagesOf([LEVEL]));
  return { client, row: () => rowsOf(client.getQueryData<Pages<Level>>(LIST))[0] };
}

describe("an optimistic movement", () => {
  it("shows at once and goes back on refusal", () => {
    const { client, row } = setUp();
    const takeBack = applyOptimistically(client, body({ quantity: 6 }));
    expect(row()).toMatchObject({ on_hand: 6, available: 4, status: "low", version: 4 });
    takeBack();
    expect(row()).toEqual(LEVEL);
  });

  it("never takes back what the server has said meanwhile", () => {
    const { client, row } = setUp();
    const takeBack = applyOptimistically(client, body({}));
    const truth = { ...LEVEL, on_hand: 20, available: 18, version: 5 };
    patchLevels(client, [truth]);
    takeBack();
    expect(row()).toEqual(truth);
  });

  it("takes back only its own part when two are on their way", () => {
    const { client, row } = setUp();
    const first = applyOptimistically(client, body({ quantity: 2 }));
    applyOptimistically(client, body({ quantity: 1 }));
    first();
    expect(row()).toMatchObject({ on_hand: 11, available: 9 });
  });

  it("does not show what is sure to be refused", () => {
    const { client, row } = setUp();
    applyOptimistically(client, body({ quantity: 11 }));
    expect(row()).toEqual(LEVEL);
  });

  it("reads the sign from the kind, and from the number for an adjustment", () => {
    const { client, row } = setUp();
    applyOptimistically(client, body({ kind: "receive", quantity: 5 }));
    expect(row()?.on_hand).toBe(17);
    applyOptimistically(client, body({ kind: "adjust", quantity: -4 }));
    expect(row()?.on_hand).toBe(13);
  });
});

describe("the status of a level", () => {
  it("is the server's rule", () => {
    const figures = { available: 10, reorder_point: 5, target_level: 50 };
    expect(statusOf(figures)).toBe("ok");
    expect(statusOf({ ...figures, available: 5 })).toBe("low");
    expect(statusOf({ ...figures, available: 0 })).toBe("out");
    expect(statusOf({ ...figures, available: 51 })).toBe("over");
    expect(statusOf({ available: 1, reorder_point: null, target_level: null })).toBe("ok");
  });
});

import { describe, expect, it } from "vitest";
import { changeOf } from "@/lib/testing/changes";
import type { Overview } from "./api";
import { countChange } from "./changes";

const OVERVIEW: Overview = {
  items: 3,
  locations: 1,
  levels: 4,
  units_on_hand: 100,
  low: 1,
  out: 1,
  open_alerts: 2,
  movements_today: 10,
  stock_value: [],
  at: "2026-01-05T03:00:00Z",
};
const level = { id: 7, version: 5, on_hand: 9, available: 9, reorder_point: 5 };

function counted(before: object | null, after: object, cause: object = { movement: {} }): Overview {
  const change = changeOf("stock.level_changed", { ...level, ...after }, {
    before,
    cause,
  } as never);
  return countChange(OVERVIEW, change as never);
}

describe("the live counts", () => {
  it("follow a sale", () => {
    const next = counted({ on_hand: 12, available: 12 }, {});
    expect(next).toMatchObject({ units_on_hand: 97, movements_today: 11, low: 1, out: 1 });
  });

  it("follow a level into low and from low into sold out", () => {
    const low = counted({ on_hand: 9, available: 9 }, { on_hand: 5, available: 5 });
    expect(low).toMatchObject({ low: 2, out: 1 });
    const out = counted({ on_hand: 5, available: 5 }, { on_hand: 0, available: 0 });
    expect(out).toMatchObject({ low: 0, out: 2 });
  });

  it("count an edited threshold without a movement", () => {
    const next = counted({ reorder_point: 5 }, { reorder_point: 10 }, { kind: "edit" });
    expect(next).toMatchObject({ low: 2, movements_today: 10, units_on_hand: 100 });
  });

  it("count a new level from nothing", () => {
    expect(counted(null, {})).toMatchObject({ units_on_hand: 109, low: 1, out: 1 });
  });
});

// Is each broken rule said once, however many prices break it?
import { describe, expect, it } from "vitest";
import { byRule, type Hit } from "./guard-hits";

const HIT: Hit = {
  rule: "max_increase",
  mode: "approve",
  guard_id: 1,
  guard_name: "All",
  price_list: "default",
  amount: "160",
  limit: "30",
  value: "60",
};

describe("the rules that some prices break", () => {
  it("are said once for all lists", () => {
    const inWeb = { ...HIT, price_list: "web", amount: "150" };
    expect(byRule([HIT, inWeb])).toEqual([[HIT, inWeb]]);
  });

  it("stay apart where the guard or the rule is another", () => {
    const other = { ...HIT, guard_id: 2 };
    const floor = { ...HIT, rule: "floor" as const };
    expect(byRule([HIT, other, floor])).toHaveLength(3);
  });

  it("begin with the strictest", () => {
    const warning = { ...HIT, mode: "warn" as const };
    const block = { ...HIT, mode: "block" as const };
    expect(byRule([warning, HIT, block]).map(([{ mode }]) => mode)).toEqual([
      "block",
      "approve",
      "warn",
    ]);
  });
});

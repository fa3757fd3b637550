import { describe, expect, it } from "vitest";
import { roundTicks, timeTicks } from "./ticks";

describe("the figures at an axis", () => {
  it("are round and reach around the values", () => {
    expect(roundTicks(134_680, 157_768, 4)).toEqual([130_000, 140_000, 150_000, 160_000]);
    expect(roundTicks(0.12, 0.31, 4)).toEqual([0.1, 0.2, 0.3, 0.4]);
    expect(roundTicks(1980, 1980, 4).length).toBeGreaterThan(0);
  });

  it.each([
    [0, 1],
    [99.5, 100.4],
    [1_230, 98_700],
  ])("are few from %d to %d", (low, high) => {
    const ticks = roundTicks(low, high, 4);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks[0]).toBeLessThanOrEqual(low);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(high);
  });
});

describe("the moments at an axis", () => {
  const local = (day: number, hour = 0, minute = 0) =>
    new Date(2026, 10, day, hour, minute).getTime();

  it("are round on the reader's clock", () => {
    expect(timeTicks(local(23, 18, 3), local(23, 18, 47), 5)).toEqual(
      [15, 30, 45].map((minute) => local(23, 18, minute)),
    );
  });

  it("are midnights over days", () => {
    expect(timeTicks(local(1, 9), local(8, 9), 5)).toEqual([3, 5, 7].map((day) => local(day)));
  });

  it("are few over years", () => {
    expect(timeTicks(local(1) - 9e10, local(1), 5).length).toBeLessThanOrEqual(5);
  });
});

import { describe, expect, it } from "vitest";
import { clipped, heldUntil, reachOf } from "@/components/charts/points";
import { pointsOf, windowsOf } from "./chart";
import { isNear } from "./near";
import { STEP } from "./samples";
import { fitsChange } from "./significant";

const DAY = 86_400_000;
const at = (day: number) => Date.parse("2026-01-01T00:00:00Z") + day * DAY;
const iso = (day: number) => new Date(at(day)).toISOString();

describe("the chart of a price", () => {
  const changes = [
    { ...STEP, id: 3, amount: "1584", base: "1980", occurred_at: iso(20) },
    { ...STEP, id: 2, amount: "1980", base: "1980", occurred_at: iso(10) },
    { ...STEP, id: 1, amount: "19.80", currency: "USD", occurred_at: iso(5) },
    { ...STEP, id: 0, amount: "2200", base: "2200", occurred_at: iso(0) },
  ];

  it("goes from old to new, in one currency, with the base price behind", () => {
    expect(pointsOf(changes)).toEqual([
      { at: at(0), value: 2200, against: 2200 },
      { at: at(10), value: 1980, against: 1980 },
      { at: at(20), value: 1584, against: 1980 },
    ]);
  });

  it("holds the last price until now", () => {
    expect(heldUntil(pointsOf(changes), at(30)).at(-1)).toEqual({
      at: at(30),
      value: 1584,
      against: 1980,
    });
  });

  it("shades the windows of sales, those that are not in force fainter", () => {
    const windows = windowsOf([
      { starts_at: iso(20), ends_at: null, state: "running" },
      { starts_at: iso(40), ends_at: iso(50), state: "scheduled" },
      { starts_at: iso(2), ends_at: iso(3), state: "removed" },
    ]);
    expect(windows.map(({ from, faint }) => [from, faint])).toEqual([
      [at(20), false],
      [at(40), true],
    ]);
    const reach = reachOf(heldUntil(pointsOf(changes), at(30)), windows);
    expect(reach[0]).toBe(at(0));
    expect(reach[1]).toBeGreaterThan(at(40));
    expect(reach[1]).toBeLessThan(at(50));
    expect(clipped(windows, reach).map(({ to }) => to)).toEqual([reach[1], reach[1]]);
  });

  it("reaches no further than the present without anything to come", () => {
    expect(reachOf(heldUntil(pointsOf(changes), at(30)), [])).toEqual([at(0), at(30)]);
  });
});

describe("what is worth a sign", () => {
  it("is a change by itself within two days", () => {
    expect([at(0), at(1), at(2)].map((now) => isNear(iso(2.5), now))).toEqual([false, true, true]);
    expect(isNear(iso(2), at(2.1))).toBe(false);
  });

  it("is a change of the wanted size, up or down, in the wanted list", () => {
    const any = { min_percent: null, significance: null, price_list: null };
    const down = { ...STEP, change_percent: "-10.10" };
    expect(fitsChange(down, { ...any, min_percent: "10" })).toBe(true);
    expect(fitsChange(down, { ...any, min_percent: "15" })).toBe(false);
    expect(fitsChange({ ...STEP, change_percent: null }, { ...any, min_percent: "5" })).toBe(false);
    expect(fitsChange(STEP, { ...any, significance: "major" })).toBe(false);
    expect(fitsChange(STEP, { ...any, price_list: "web" })).toBe(false);
  });
});

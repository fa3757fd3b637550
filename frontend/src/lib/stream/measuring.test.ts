import { describe, expect, it } from "vitest";
import { randomness } from "@/lib/testing/world";
import { LagMeter } from "./lag";
import { ServerClock } from "./server-clock";

describe("the server's clock", () => {
  /** One round: `out` and `back` are what the network takes, ms. */
  function round(clock: ServerClock, now: number, ahead: number, out: number, back: number) {
    clock.asked(now);
    clock.answered(now + out + ahead, now + out + back);
  }

  it("is unknown before the first answer", () => {
    const clock = new ServerClock();
    expect([clock.timeAt(5), clock.roundTripMs]).toEqual([null, null]);
    clock.answered(9_000, 5);
    expect(clock.timeAt(5)).toBeNull();
  });

  it("follows the quickest of the last rounds", () => {
    const clock = new ServerClock();
    round(clock, 0, 1_000, 200, 20);
    round(clock, 1_000, 1_000, 4, 6);
    round(clock, 2_000, 1_000, 10, 300);
    expect(clock.timeAt(3_000)).toBe(3_999);
    expect(clock.roundTripMs).toBe(310);
  });

  it("is never further off than half of the quickest round", () => {
    const random = randomness(7);
    const clock = new ServerClock();
    let quickest = Infinity;
    for (let turn = 0; turn < 8; turn += 1) {
      const [out, back] = [random() * 80, random() * 80];
      quickest = Math.min(quickest, out + back);
      round(clock, turn * 1_000, 50_000, out, back);
      const off = Math.abs((clock.timeAt(0) ?? 0) - 50_000);
      expect(off).toBeLessThanOrEqual(quickest / 2 + 1e-6);
    }
  });

  it("matches answers with their own questions", () => {
    const clock = new ServerClock();
    clock.asked(0);
    clock.asked(50);
    clock.answered(1_000 + 30, 60);
    expect(clock.roundTripMs).toBe(60);
    clock.answered(1_000 + 80, 110);
    expect(clock.roundTripMs).toBe(60);
  });

  it("asks a few times at first, then once a minute, and does not wait for a lost answer", () => {
    const clock = new ServerClock();
    expect(clock.isDue(0)).toBe(true);
    clock.asked(0);
    expect(clock.isDue(500)).toBe(false);
    expect(clock.isDue(10_000)).toBe(true);
    for (let turn = 0; turn < 4; turn += 1) round(clock, 20_000 + turn, 0, 1, 1);
    clock.answered(0, 20_010);
    expect(clock.isDue(30_000)).toBe(false);
    expect(clock.isDue(81_000)).toBe(true);
    clock.forget();
    expect(clock.isDue(81_001)).toBe(true);
    expect(clock.timeAt(81_001)).toBeNull();
  });
});

describe("the lag", () => {
  it("is nothing without changes", () => {
    expect(new LagMeter().read(0)).toEqual({ count: 0, p50Ms: null, worstMs: null });
  });

  it("has a median within four per cent, and the exact worst", () => {
    const random = randomness(3);
    const meter = new LagMeter();
    const all = Array.from({ length: 5_001 }, () => 2 + random() ** 3 * 4_000);
    all.forEach((ms, index) => meter.note(ms, 100_000 + index));
    const sorted = all.toSorted((a, b) => a - b);
    const { count, p50Ms, worstMs } = meter.read(105_500);
    expect(count).toBe(5_001);
    expect(worstMs).toBe(sorted.at(-1));
    expect(Math.abs((p50Ms ?? 0) / (sorted[2_500] ?? 1) - 1)).toBeLessThan(0.04);
  });

  it("forgets after a minute, also when nothing comes", () => {
    const meter = new LagMeter();
    meter.note(900, 1_000);
    meter.note(10, 30_000);
    expect(meter.read(59_000)).toMatchObject({ count: 2, worstMs: 900 });
    expect(meter.read(62_000)).toMatchObject({ count: 1, worstMs: 10 });
    expect(meter.read(200_000)).toMatchObject({ count: 0 });
    meter.note(5, 61_500);
    expect(meter.read(61_600)).toMatchObject({ count: 2, worstMs: 10 });
  });

  it("says the worst of each second", () => {
    const meter = new LagMeter();
    meter.note(30, 100_200);
    meter.note(80, 100_900);
    meter.note(5, 102_000);
    const seconds = meter.bySecond(102_500);
    expect(seconds).toHaveLength(60);
    expect(seconds.slice(-4)).toEqual([null, 80, null, 5]);
    expect(new LagMeter().bySecond(5_000).every((each) => each === null)).toBe(true);
    expect(meter.bySecond(300_000).every((each) => each === null)).toBe(true);
  });

  it("takes what only an error of the clocks can be for zero", () => {
    const meter = new LagMeter();
    meter.note(-3, 0);
    expect(meter.read(0)).toEqual({ count: 1, p50Ms: 0, worstMs: 0 });
  });
});

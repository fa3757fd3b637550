import { describe, expect, it } from "vitest";
import { daysAndHours, timeLeft } from "./countdown";

const now = Date.parse("2026-03-01T09:00:00Z");
const after = (seconds: number) => new Date(now + seconds * 1_000).toISOString();

describe("the time left", () => {
  it.each([
    [252, "4:12"],
    [60, "1:00"],
    [59, "0:59"],
    [0.4, "0:01"],
    [0, "0:00"],
    [-5, "0:00"],
    [3_600, "1:00:00"],
    [11_052, "3:04:12"],
    [86_399, "23:59:59"],
  ])("of %d seconds reads %s", (seconds, clock) => {
    expect(timeLeft(after(seconds), now).clock).toBe(clock);
  });

  it("counts days where a clock would be too long", () => {
    const { seconds, clock } = timeLeft(after(2 * 86_400 + 3 * 3_600 + 59), now);
    expect(clock).toBeNull();
    expect(daysAndHours(seconds)).toEqual({ days: 2, hours: 3 });
  });

  it("reaches zero only when it is over", () => {
    expect(timeLeft(after(0.001), now).seconds).toBe(1);
    expect(timeLeft(after(-0.001), now).seconds).toBe(0);
  });
});

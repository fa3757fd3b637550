import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { soon } from "./soon";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("soon", () => {
  it("runs once for many calls, the latest of them", () => {
    const ran: number[] = [];
    const settle = soon(100);
    for (let call = 1; call <= 50; call += 1) settle(() => ran.push(call));
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(ran).toEqual([50]);
  });

  it("is soon after a pause and seldom in a steady stream", () => {
    const ran: number[] = [];
    const settle = soon(100, 1_000);
    for (let at = 0; at < 5_000; at += 5) {
      settle(() => ran.push(at));
      vi.advanceTimersByTime(5);
    }
    expect(ran[0]).toBeLessThan(110);
    expect(ran.length).toBeLessThanOrEqual(5);
    vi.advanceTimersByTime(10_000);
    const before = ran.length;
    settle(() => ran.push(-1));
    vi.advanceTimersByTime(100);
    expect(ran.length).toBe(before + 1);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EVERY_MS, paced } from "./pace";
import { createMailbox, type Clock } from "./mailbox";

const FRAME_MS = 16;

/** Frames of a page whose drawing takes `cost` ms more than the time between two frames. */
function screen(cost: () => number): Clock {
  return {
    frame(run) {
      const timer = setTimeout(run, FRAME_MS + cost());
      return () => clearTimeout(timer);
    },
  };
}

/** A change every 5 ms for a second; says when and how many were written at once. */
function writes(cost = 0): { at: number; count: number }[] {
  const seen: { at: number; count: number }[] = [];
  const clock = paced(screen(() => (seen.length > 0 ? cost : 0)));
  const mailbox = createMailbox<number>(
    (items) => seen.push({ at: performance.now(), count: items.length }),
    { clock },
  );
  for (let turn = 0; turn < 200; turn += 1) {
    mailbox.put([turn]);
    vi.advanceTimersByTime(5);
  }
  vi.advanceTimersByTime(2_000);
  return seen;
}

function gapsOf(seen: { at: number }[]): number[] {
  return seen.slice(1).map(({ at }, index) => at - (seen[index]?.at ?? 0));
}

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

describe("the pace", () => {
  it("lets the first change after a pause go with the next frame", () => {
    const run = vi.fn();
    const clock = paced(screen(() => 0));
    clock.frame(run);
    vi.advanceTimersByTime(FRAME_MS);
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(10 * EVERY_MS);
    clock.frame(run);
    vi.advanceTimersByTime(FRAME_MS);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it("writes a steady flow in fewer, larger parts, and loses nothing", () => {
    const seen = writes();
    expect(seen.reduce((sum, { count }) => sum + count, 0)).toBe(200);
    expect(Math.min(...gapsOf(seen))).toBeGreaterThanOrEqual(EVERY_MS);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen.length).toBeLessThanOrEqual(21);
  });

  it("leaves half of the time to the person where drawing is slow", () => {
    const cost = 80;
    const gaps = gapsOf(writes(cost)).slice(1);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2 * cost);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(4 * cost);
  });

  it("can be called off while it waits, and while it has a frame", () => {
    const run = vi.fn();
    const clock = paced(screen(() => 0));
    clock.frame(run)();
    clock.frame(run);
    vi.advanceTimersByTime(FRAME_MS);
    clock.frame(run)();
    vi.advanceTimersByTime(1_000);
    expect(run).toHaveBeenCalledTimes(1);
  });
});

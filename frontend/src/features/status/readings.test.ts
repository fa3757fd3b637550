import { describe, expect, it } from "vitest";
import { statusOf } from "@/lib/testing/status";
import { ratesOf, remembered, READINGS_MAX, slowestOf, type Reading } from "./readings";
import type { ChannelStatus, Status } from "./types";

const [stock, ...others] = statusOf().channels as [ChannelStatus, ...ChannelStatus[]];

function at(second: number, head: number, news: Partial<Status> = {}): Status {
  const time = new Date(Date.parse("2026-01-05T03:00:00Z") + second * 1000).toISOString();
  return statusOf({ at: time, channels: [{ ...stock, head }, ...others], ...news });
}

function read(...answers: Status[]): readonly Reading[] {
  return answers.reduce<readonly Reading[]>(remembered, []);
}

describe("the readings", () => {
  it("say how many changes came in a second", () => {
    const readings = read(at(0, 100), at(2, 100), at(4, 500), at(9, 510));
    expect(ratesOf(readings)).toEqual([null, 0, 200, 2]);
  });

  it("say nothing across a restored database, nor when a clock went back", () => {
    const restored = at(2, 4, { channels: [{ ...stock, head: 4, epoch: "other" }] });
    expect(ratesOf(read(at(0, 100), restored))).toEqual([null, null]);
    expect(ratesOf(read(at(2, 100), at(2, 200)))).toEqual([null, null]);
    expect(ratesOf(read(at(0, 200), at(2, 100)))).toEqual([null, null]);
  });

  it("know the slowest channel, also while some have no lag", () => {
    const lag = { p50_ms: null, p99_ms: null };
    const quiet = statusOf({ channels: [{ ...stock, lag }] });
    const mixed = statusOf({ channels: [{ ...stock, lag }, ...others] });
    expect(slowestOf(read(quiet, mixed))).toEqual([null, 18.4]);
  });

  it("stay few on a page that lies open", () => {
    const many = Array.from({ length: READINGS_MAX + 50 }, (_, index) => at(index * 2, index));
    const readings = read(...many);
    expect(readings).toHaveLength(READINGS_MAX);
    expect(readings.at(-1)?.at).toBe(Date.parse(many.at(-1)?.at ?? ""));
  });
});

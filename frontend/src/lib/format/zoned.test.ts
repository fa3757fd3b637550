import { describe, expect, it } from "vitest";
import { localIn, meaningsOf } from "./zoned";

const iso = (local: string, zone: string) =>
  meaningsOf(local, zone).map(({ at, offset }) => `${new Date(at).toISOString()} ${offset}`);

describe("a local time", () => {
  it("names one moment on most days", () => {
    expect(iso("2026-12-01T00:00", "Asia/Tokyo")).toEqual(["2026-11-30T15:00:00.000Z +09:00"]);
    expect(iso("2026-07-01T12:30:15", "Europe/London")).toEqual([
      "2026-07-01T11:30:15.000Z +01:00",
    ]);
    expect(iso("2026-01-01T00:00", "America/St_Johns")).toEqual([
      "2026-01-01T03:30:00.000Z -03:30",
    ]);
  });

  it("names none in the hour that the clocks skip", () => {
    expect(iso("2026-03-29T01:30", "Europe/London")).toEqual([]);
    expect(iso("2026-03-29T02:00", "Europe/London")).toEqual(["2026-03-29T01:00:00.000Z +01:00"]);
  });

  it("names two in the hour that the clocks show twice", () => {
    expect(iso("2026-10-25T01:30", "Europe/London")).toEqual([
      "2026-10-25T00:30:00.000Z +01:00",
      "2026-10-25T01:30:00.000Z +00:00",
    ]);
    expect(meaningsOf("2026-04-05T01:45", "Australia/Lord_Howe")).toHaveLength(2);
  });

  it("names none when it is no time at all", () => {
    expect(meaningsOf("", "UTC")).toEqual([]);
    expect(meaningsOf("tomorrow", "UTC")).toEqual([]);
  });

  it("is what the clocks show", () => {
    expect(localIn("2026-11-30T15:00:00Z", "Asia/Tokyo")).toBe("2026-12-01T00:00");
    expect(localIn("2026-10-25T00:30:59Z", "Europe/London")).toBe("2026-10-25T01:30:59");
  });
});

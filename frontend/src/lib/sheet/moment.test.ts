import { describe, expect, it } from "vitest";
import { createFormat } from "@/lib/format/format";
import { meaningsOf } from "@/lib/format/zoned";
import { fromField, isOpenMoment, offsetOf, onOtherClock, shownMoment, toField } from "./moment";

const BERLIN = "Europe/Berlin";
const TWICE = "2026-10-25T02:30";
const SKIPPED = "2026-03-29T02:30";

describe("toField and fromField", () => {
  it.each([
    ["Asia/Tokyo", "2026-03-01T22:30"],
    [BERLIN, "2026-03-01T14:30"],
    ["America/New_York", "2026-03-01T08:30"],
    ["Asia/Kathmandu", "2026-03-01T19:15"],
  ])("use the clock of %s", (zone, local) => {
    expect(toField("2026-03-01T13:30:45.123Z", zone)).toBe(local);
    expect(fromField(local, zone)).toBe("2026-03-01T13:30:00.000Z");
  });

  it("are empty for no moment and for none that can be read", () => {
    expect([toField("", BERLIN), toField("yesterday", BERLIN)]).toEqual(["", ""]);
    expect([fromField("", BERLIN), fromField("soon", BERLIN)]).toEqual(["", ""]);
  });

  it("keep a time open that the clocks skip", () => {
    expect(fromField(SKIPPED, BERLIN)).toBe(SKIPPED);
    expect(isOpenMoment(SKIPPED)).toBe(true);
    expect(toField(SKIPPED, BERLIN)).toBe(SKIPPED);
  });

  it("keep a time open that the clocks show twice, until one is chosen", () => {
    expect(fromField(TWICE, BERLIN)).toBe(TWICE);
    const meanings = meaningsOf(TWICE, BERLIN);
    const both = ["+02:00", "+01:00"].map((offset) => fromField(TWICE, BERLIN, offset));
    expect(both).toEqual(["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"]);
    expect(both.map((value) => offsetOf(value, meanings))).toEqual(["+02:00", "+01:00"]);
    expect(offsetOf(TWICE, meanings)).toBe("");
  });
});

describe("onOtherClock", () => {
  it("keeps the time of day and changes the moment", () => {
    const value = fromField("2026-03-01T13:30", "Asia/Tokyo");
    expect(onOtherClock(value, "Asia/Tokyo", BERLIN)).toBe("2026-03-01T12:30:00.000Z");
    expect(onOtherClock("", "Asia/Tokyo", BERLIN)).toBe("");
  });

  it("settles an open time on a clock that shows it once", () => {
    expect(onOtherClock(SKIPPED, BERLIN, "Asia/Tokyo")).toBe("2026-03-28T17:30:00.000Z");
  });
});

describe("shownMoment", () => {
  it("names the zone where it is not the browser's", () => {
    const zone = "Pacific/Chatham";
    expect(shownMoment("2026-03-01T13:30:00Z", createFormat("en"), zone)).toContain(`(${zone})`);
  });
});

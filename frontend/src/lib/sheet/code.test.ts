import { describe, expect, it } from "vitest";
import { matchCode, plainCode, sameCode } from "./code";
import { BOWL, MUG } from "./samples";

describe("a code", () => {
  it("is read without the frame of the scanner and in plain letters", () => {
    expect(plainCode("\u001d A-17\t\r")).toBe("A-17");
    expect(plainCode("\uff21\uff0d\uff11\uff17")).toBe("A-17");
  });

  it("is the same GTIN with and without leading zeros, but only a GTIN", () => {
    expect(sameCode("036000291452", "0036000291452")).toBe(true);
    expect(sameCode("0017", "17")).toBe(false);
    expect(sameCode("a-17", "A-17")).toBe(true);
  });

  it("means the SKU before any barcode", () => {
    const confusing = { ...BOWL, barcode: "A-17" };
    expect(matchCode([confusing, MUG], "a-17")).toEqual({ kind: "one", item: MUG });
  });

  it("means the item that carries the barcode", () => {
    expect(matchCode([MUG, BOWL], "0036000291452")).toEqual({ kind: "one", item: BOWL });
  });

  it("asks which one when several carry it, and leaves out what is archived", () => {
    const twin = { ...BOWL, id: 9, sku: "B-3" };
    expect(matchCode([BOWL, twin], "036000291452")).toEqual({
      kind: "several",
      items: [BOWL, twin],
    });
    const old = { ...twin, status: "archived" as const };
    expect(matchCode([BOWL, old], "036000291452")).toEqual({ kind: "one", item: BOWL });
    expect(matchCode([old], "036000291452")).toEqual({ kind: "one", item: old });
  });

  it("offers what looks alike when nothing carries it", () => {
    expect(matchCode([MUG], "mug")).toEqual({ kind: "none", near: [MUG] });
  });
});

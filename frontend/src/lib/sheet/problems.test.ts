import { describe, expect, it } from "vitest";
import { createFormat } from "@/lib/format/format";
import { en } from "@/lib/i18n/en";
import { faultsOf, isOurs, problemWords } from "./problems";
import { lineOf, MUG } from "./samples";

const NOW = Date.parse("2026-01-05T03:00:00.000Z");
const words = (code: string, rest = {}) =>
  problemWords({ code, detail: "as the server says", ...rest }, en, createFormat("en"));

describe("a line that may not be sent", () => {
  it.each([
    ["", 1, "quantity_whole"],
    ["1.5", 1, "quantity_whole"],
    ["0", 1, "quantity_positive"],
    ["-1", 1, "quantity_positive"],
    ["-1", 0, "quantity_whole"],
    ["1000000000001", 1, "quantity_too_large"],
  ])("says why %j is none", (quantity, least, code) => {
    const faults = faultsOf([lineOf(1, MUG, { quantity })], least, NOW);
    expect(faults.get(1)).toMatchObject({ code });
  });

  it("is fine with a zero that was counted", () => {
    expect(faultsOf([lineOf(1, MUG, { quantity: "0" })], 0, NOW).size).toBe(0);
  });

  it("waits for its item, and for its time", () => {
    const lines = [
      lineOf(1, MUG, { state: "unasked" }),
      lineOf(2, MUG, { at: "2026-01-05T03:06:00.000Z" }),
      lineOf(4, MUG, { at: "2025-10-26T02:30" }),
      lineOf(3, MUG, { at: "2026-01-05T03:04:00.000Z" }), // A clock may be a little fast.
    ];
    const faults = faultsOf(lines, 1, NOW);
    expect([...faults].map(([id, { code }]) => [id, code])).toEqual([
      [1, "not_known"],
      [2, "future"],
      [4, "when_open"],
    ]);
    expect([...faults.values()].every(isOurs)).toBe(true);
  });
});

describe("a problem in words", () => {
  it("says how many there are instead", () => {
    expect(words("insufficient_stock", { available: 1_200 })).toBe(
      en.sheets.onlyAvailable("1,200"),
    );
    expect(words("insufficient_stock")).toBe(en.errors.codes.insufficient_stock);
  });

  it("knows its own codes, the server's, and falls back to what was said", () => {
    expect(words("future")).toBe(en.sheets.future);
    expect(words("others_refused")).toBe(en.sheets.refusedOthers);
    expect(words("item_archived")).toBe(en.errors.codes.item_archived);
    expect(words("something_new")).toBe("as the server says");
  });
});

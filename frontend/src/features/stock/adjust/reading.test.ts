import { describe, expect, it } from "vitest";
import { outcomeOf, readAdjustment, signOf, withSign, withTyped } from "./reading";

describe("what is typed into a figure on hand", () => {
  it.each([
    ["+5", { kind: "by", delta: 5 }],
    ["-3", { kind: "by", delta: -3 }],
    ["−3", { kind: "by", delta: -3 }],
    ["ー３", { kind: "by", delta: -3 }],
    ["＋５", { kind: "by", delta: 5 }],
    [" + 1,200 ", { kind: "by", delta: 1200 }],
    ["12", { kind: "to", counted: 12 }],
    ["=12", { kind: "to", counted: 12 }],
    ["＝１２", { kind: "to", counted: 12 }],
    ["0", { kind: "to", counted: 0 }],
    ["=0", { kind: "to", counted: 0 }],
  ])("reads %s", (text, wanted) => {
    expect(readAdjustment(text)).toEqual(wanted);
  });

  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["+", "started"],
    ["ー", "started"],
    ["=-3", "unreadable"],
    ["1.5", "unreadable"],
    ["4,5", "unreadable"],
    ["+4,5", "unreadable"],
    ["-1,50", "unreadable"],
    ["1e3", "unreadable"],
    ["5+", "unreadable"],
    ["twelve", "unreadable"],
    ["+0", "nothing"],
    ["-0", "nothing"],
    ["1000000000001", "tooLarge"],
    ["+1000000000001", "tooLarge"],
  ])("does not take %s", (text, kind) => {
    expect(readAdjustment(text)).toEqual({ kind });
  });

  it("says what becomes of a balance", () => {
    expect(outcomeOf({ kind: "by", delta: 3 }, 9)).toEqual({ to: 12, delta: 3 });
    expect(outcomeOf({ kind: "to", counted: 12 }, 9)).toEqual({ to: 12, delta: 3 });
    expect(outcomeOf({ kind: "to", counted: 9 }, 9)).toEqual({ to: 9, delta: 0 });
    expect(outcomeOf({ kind: "by", delta: -20 }, 9)).toEqual({ to: -11, delta: -20 });
  });

  it("changes the sign for a keyboard that has none", () => {
    expect(withSign("12", "+")).toBe("+12");
    expect(withSign("+12", "-")).toBe("-12");
    expect(withSign("-12", "=")).toBe("12");
    expect(withSign("", "-")).toBe("-");
    expect(withTyped("-", "4")).toBe("-4");
    expect(withTyped("-4", "+4")).toBe("+4");
    expect(withTyped("", "12")).toBe("12");
    expect([signOf("-"), signOf("+3"), signOf("3"), signOf("")]).toEqual(["-", "+", "=", "="]);
  });
});

import { describe, expect, it } from "vitest";
import {
  changeInPercent,
  compareDecimals,
  currencyDigits,
  isDecimal,
  lessPercent,
  marginInPercent,
  scaleOf,
} from "./decimal";
import { createFormat } from "./format";

describe("decimal strings", () => {
  it("accepts plain decimals and nothing else", () => {
    expect(["0", "1980", "0.1", "-12.50"].every(isDecimal)).toBe(true);
    expect(["", "1e5", "1,980", ".5", "1.", "NaN", "1.1234567"].some(isDecimal)).toBe(false);
  });

  it("knows scales and currency exponents", () => {
    expect(scaleOf("12.50")).toBe(1);
    expect(scaleOf("12")).toBe(0);
    expect(["JPY", "USD", "KWD"].map(currencyDigits)).toEqual([0, 2, 3]);
  });

  it("computes a change exactly where floats would not", () => {
    expect(changeInPercent("0.1", "0.3")).toBe("200.00");
    expect(changeInPercent("1980", "1584")).toBe("-20.00");
    expect(changeInPercent("0", "5")).toBeNull();
    expect(compareDecimals("0.30", "0.3")).toBe(0);
    expect(compareDecimals("9.9", "10")).toBe(-1);
  });

  it("computes margins and reductions exactly", () => {
    expect(marginInPercent("1000", "700")).toBe("30.00");
    expect(marginInPercent("1790", "1010")).toBe("43.58");
    expect(marginInPercent("1000", "1105")).toBe("-10.50");
    expect(marginInPercent("0", "5")).toBeNull();
    expect(lessPercent("1980", "20", 0)).toBe("1584");
    expect(lessPercent("1999", "12.5", 0)).toBe("1749");
    expect(lessPercent("9.99", "33.33", 2)).toBe("6.66");
    expect(lessPercent("0.05", "90", 2)).toBe("0.01");
    expect(lessPercent("1.234", "50", 3)).toBe("0.617");
  });
});

describe("formats", () => {
  it("writes yen without decimals and large amounts without rounding", () => {
    expect(createFormat("en").money("1980", "JPY")).toBe("¥1,980");
    expect(createFormat("ja").money("1980", "JPY")).toBe("\u00a51,980");
    expect(createFormat("en").money("9007199254740993.25", "USD")).toBe(
      "$9,007,199,254,740,993.25",
    );
  });

  it("writes percent changes with their sign", () => {
    expect(createFormat("en").percentChange("1980", "1584")).toBe("\u221220%");
    expect(createFormat("en").percentChange("100", "112.5")).toBe("+12.5%");
    expect(createFormat("en").percentChange("10000", "9998")).toBe("\u22120.02%");
    expect(createFormat("en").percentChange("100", "100")).toBe("0%");
  });

  it("tells how long ago in both languages", () => {
    const now = Date.parse("2026-01-02T00:05:00Z");
    expect(createFormat("en").ago("2026-01-02T00:04:58Z", now)).toBe("now");
    expect(createFormat("en").ago("2026-01-02T00:02:00Z", now)).toBe("3 min. ago");
    expect(createFormat("ja").ago("2026-01-02T00:02:00Z", now)).toBe("3 分前");
  });
});

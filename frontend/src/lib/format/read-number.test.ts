import { describe, expect, it } from "vitest";
import { readQuantity, readUnits } from "./quantity";
import { plainNumber, readNumber, understood, type NumberKind } from "./read-number";

const EUR: NumberKind = { currency: "EUR" };
const JPY: NumberKind = { currency: "JPY" };
const KWD: NumberKind = { currency: "KWD" };
const PERCENT: NumberKind = { percent: 2 };
const ENGLISH = { shown: "en", browser: "en-US" };
const JAPANESE = { shown: "ja", browser: "ja" };

const LOCALES = [
  ...["en", "ja", "de", "de-CH", "de-AT", "fr", "fr-CH", "es", "it", "pt-BR", "pt-PT", "nl"],
  ...["sv", "nb", "pl", "cs", "ru", "tr", "hi", "en-IN", "ar-EG", "fa", "he", "bn", "th", "ko"],
];

describe("readNumber", () => {
  it.each([
    ["13,50", EUR, "13.50"],
    ["13.50", EUR, "13.50"],
    ["13,5", EUR, "13.5"],
    ["1.250,00", EUR, "1250.00"],
    ["1,250.00", EUR, "1250.00"],
    ["1'250.50", EUR, "1250.50"],
    ["1\u202f250,50", EUR, "1250.50"],
    ["1\u00a0250", EUR, "1250"],
    ["1,980", EUR, "1980"],
    ["1,980", JPY, "1980"],
    ["￥１，９８０", JPY, "1980"],
    ["1,980円", JPY, "1980"],
    ["€13.50", EUR, "13.50"],
    ["13,50 EUR", EUR, "13.50"],
    ["0,900", KWD, "0.900"],
    ["1.250", KWD, "1.250"],
    ["1.980", JPY, "1.980"],
    ["1.234.567", EUR, "1234567"],
    ["12,34,567", EUR, "1234567"],
    ["1234,56", EUR, "1234.56"],
    [",5", EUR, "0.5"],
    ["4,5", PERCENT, "4.5"],
    ["−4,5 ％", PERCENT, "-4.5"],
    ["999999999999.9999", { currency: "" }, "999999999999.9999"],
    ["1,980", "whole", "1980"],
    ["007", "whole", "7"],
  ] as const)("reads %s as %o", (text, kind, value) => {
    for (const locales of [ENGLISH, JAPANESE]) {
      expect(readNumber(text, kind, locales)).toEqual({ kind: "number", value });
    }
  });

  it.each([
    ["1.250", EUR, ENGLISH],
    ["1,980", KWD, { shown: "en", browser: "de" }],
    ["1.980", KWD, { shown: "en", browser: "de" }],
  ] as const)("asks about %s", (text, kind, locales) => {
    expect(readNumber(text, kind, locales).kind).toBe("ambiguous");
  });

  it.each(["4,5", "4.5", "+4,5", "1.200", "0.0"])("refuses %s for a whole number", (text) => {
    expect(readNumber(text, "whole", ENGLISH)).toEqual({ kind: "fraction" });
    expect(readQuantity(text)).toBeNull();
  });

  it.each([
    ...[
      "1e3",
      "1E+2",
      "12abc",
      "--5",
      "5-",
      "(5)",
      "1,98.5",
      "1,980,5",
      "1.2.3",
      "1 2",
      "5.",
      "NaN",
    ],
    ...["$13.50", "0x10", "1_000", "½", "∞", ".", ",", "€"],
  ])("refuses %s", (text) => {
    expect(readNumber(text, EUR, ENGLISH)).toEqual({ kind: "unreadable" });
    expect(plainNumber(text, EUR)).toBe("?");
  });

  it("takes no sign for units", () => {
    expect([readUnits("+1"), readUnits("−1"), readUnits("１２")]).toEqual([null, null, 12]);
  });

  it.each(LOCALES)("reads back exactly what %s writes, or asks", (locale) => {
    const here = { shown: locale, browser: locale };
    for (const value of ["0", "7", "12.5", "980", "1980", "12345.67", "1234567.89", "-4.25"]) {
      for (const minimumFractionDigits of [0, 2]) {
        const format = new Intl.NumberFormat(locale, { minimumFractionDigits });
        const reading = readNumber(format.format(Number(value)), { currency: "" }, here);
        expect(reading.kind === "number" && Number(reading.value)).toBe(Number(value));
      }
      const money = new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" });
      const reading = readNumber(money.format(Number(value)), EUR, here);
      expect(reading.kind === "number" && Number(reading.value)).toBe(Number(value));
    }
  });

  it.each(LOCALES)("never reads what %s writes as another number in English unshown", (locale) => {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
    for (let step = 0; step < 400; step += 1) {
      const value = Math.round(1.37 ** (step % 50) * (step + 1) * 100) / 100;
      const text = format.format(value);
      const reading = readNumber(text, EUR, ENGLISH);
      if (reading.kind !== "number" || Number(reading.value) === value) continue;
      const isEnglish = text === new Intl.NumberFormat("en").format(Number(reading.value));
      expect(isEnglish || understood(text, EUR, ENGLISH) !== null, text).toBe(true);
    }
  });
});

describe("understood", () => {
  it("is shown where the field shows something else", () => {
    expect(understood("13,50", EUR, ENGLISH)).toBe("13.50 EUR");
    expect(understood("1.250,00", EUR, ENGLISH)).toBe("1,250.00 EUR");
    expect(understood("4,5", PERCENT, ENGLISH)).toBe("4.5 %");
    expect(understood("１２", "whole", JAPANESE)).toBe("12");
  });

  it.each(["13.50", "1,980.00", "1980", "", "abc"])("is not shown for %s", (text) => {
    expect(understood(text, EUR, ENGLISH)).toBeNull();
  });
});

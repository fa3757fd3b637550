import { describe, expect, it } from "vitest";
import { isDoubtfulCount } from "./doubtful";

describe("isDoubtfulCount", () => {
  it.each([
    [17, 2, true],
    [17, 170, true],
    [10, 0, true],
    [17, 12, false],
    [4, 0, false],
    [4, 8, false],
    [5, 10, true],
    [10_000, 9_500, false],
    [10_000, 9_000, true],
    [0, 40, false],
    [-3, 40, false],
  ])("of %i known, %i counted: %s", (known, counted, doubtful) => {
    expect(isDoubtfulCount(known, counted)).toBe(doubtful);
  });
});

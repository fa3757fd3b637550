import { describe, expect, it } from "vitest";
import { createMeasures } from "./span";

describe("measures", () => {
  const { span, bytes } = createMeasures("en");

  it.each([
    [0, "0 ms"],
    [4.23, "4.2 ms"],
    [38.4, "38 ms"],
    [1_240, "1.2 sec"],
    [59_000, "59 sec"],
    [150_000, "2.5 min"],
    [3 * 3_600_000, "3 hr"],
    [2 * 86_400_000, "2 days"],
  ])("writes %i ms as %s", (ms, words) => expect(span(ms)).toBe(words));

  it.each([
    [0, "0 kB"],
    [1_234, "1.2 kB"],
    [45_600_000, "46 MB"],
    [3_000_000_000, "3 GB"],
  ])("writes %i bytes as %s", (count, words) => expect(bytes(count)).toBe(words));
});

import { describe, expect, it } from "vitest";
import { Burst } from "./burst";

function typed(text: string, gapMs: number): string | null {
  let now = 1_000;
  const burst = new Burst(() => (now += gapMs));
  for (const key of text) burst.put(key);
  return burst.put("Enter");
}

describe("keys in a number field", () => {
  it("are a scanner's when they come faster than hands", () => {
    expect(typed("4006381333931", 5)).toBe("4006381333931");
  });

  it("are a person's when they take their time, or are few", () => {
    expect(typed("4006381333931", 120)).toBeNull();
    expect(typed("12", 5)).toBeNull();
  });

  it("begin a code after a number that was typed before it", () => {
    let now = 0;
    const burst = new Burst(() => now);
    now = 100;
    burst.put("1");
    now = 300;
    burst.put("2");
    expect(burst.isBeginning).toBe(true);
    for (const key of "00638133") {
      now += 4;
      burst.put("Shift"); // Says nothing by itself.
      burst.put(key);
    }
    now += 4;
    expect(burst.put("Enter")).toBe("200638133");
  });
});

import { describe, expect, it } from "vitest";
import { fromField, toField } from "./moment";

describe("the date field", () => {
  it("shows the minute in the zone of the browser, and gives it back", () => {
    const shown = toField("2026-03-01T13:30:45.123Z");
    expect(shown).toMatch(/^\d{4}-\d\d-\d\dT\d\d:30$/);
    expect(fromField(shown)).toBe("2026-03-01T13:30:00.000Z");
  });

  it("is empty for no moment and for none that can be read", () => {
    expect(toField("")).toBe("");
    expect(toField("yesterday")).toBe("");
    expect(fromField("")).toBe("");
    expect(fromField("soon")).toBe("");
  });
});

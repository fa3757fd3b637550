import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import {
  categoryKey,
  cleanIdentifier,
  compareIdentifiers,
  identityKey,
  isInCategory,
  isSame,
  sortKey,
} from "./identifiers";

interface Examples {
  same: [string, string][];
  different: [string, string][];
  texts: { text: string; clean: string; key: string; category: string; sort: string }[];
}

const path = resolve(process.cwd(), "../contracts/identifiers.json");
const examples = JSON.parse(readFileSync(path, "utf8")) as Examples;

describe("the rule for identifiers", () => {
  it.each(examples.texts)(
    "gives $text the server's keys",
    ({ text, clean, key, category, sort }) => {
      expect(cleanIdentifier(text)).toBe(clean);
      expect(identityKey(text)).toBe(key);
      expect(categoryKey(text)).toBe(category);
      expect(sortKey(text)).toBe(sort);
    },
  );

  it.each(examples.same)("takes %s and %s for one", (one, other) => {
    expect(isSame(one, other)).toBe(true);
  });

  it.each(examples.different)("keeps %s and %s apart", (one, other) => {
    expect(isSame(one, other)).toBe(false);
  });

  it("puts a category under its wider one in any spelling", () => {
    expect(isInCategory("Kitchen/Ｐans", "KITCHEN")).toBe(true);
    expect(isInCategory("Kitchenware", "Kitchen")).toBe(false);
    expect(isInCategory(null, "Kitchen")).toBe(false);
  });

  it("takes numbers in a code as numbers", () => {
    expect(["A10", "A1", "a2"].toSorted(compareIdentifiers)).toEqual(["A1", "a2", "A10"]);
  });
});

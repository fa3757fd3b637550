// Rules of the house that the linter does not know.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { en } from "@/lib/i18n/en";
import { ja } from "@/lib/i18n/ja";

const SOURCE = join(process.cwd(), "src");
const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/\.(test|gen)\./.test(name))
  .map((name) => join(SOURCE, name));

const SPOKEN_ATTRIBUTES = new Set(["aria-label", "title", "placeholder", "alt", "label"]);

/** Words that a person would read, written into the markup instead of the dictionaries. */
function wordsIn(path: string): string[] {
  const source = ts.createSourceFile(
    path,
    readFileSync(path, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /\p{L}{2,}/u.test(node.text)) found.push(node.text.trim());
    if (
      ts.isJsxAttribute(node) &&
      SPOKEN_ATTRIBUTES.has(node.name.getText(source)) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer)
    ) {
      found.push(node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function leaves(value: unknown, path = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

describe("the web app", () => {
  it("says every word through the dictionaries", () => {
    const spoken = files
      .filter((path) => path.endsWith(".tsx"))
      .flatMap((path) => wordsIn(path).map((word) => `${relative(SOURCE, path)}: ${word}`));
    expect(spoken).toEqual([]);
  }, 60_000); // It reads every file of the app with the compiler, on a machine that may be busy.

  it("has both languages complete, also where the keys are free", () => {
    const keys = (dictionary: unknown) => leaves(dictionary).map(([key]) => key);
    expect(keys(ja)).toEqual(keys(en));
    expect(leaves(ja).filter(([, text]) => text === "")).toEqual([]);
  });

  it("keeps files short", () => {
    const lengths = files.map((path) => readFileSync(path, "utf8").split("\n").length);
    const median = lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)];
    expect(median).toBeLessThanOrEqual(120);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(300);
  });
});

import { describe, expect, it } from "vitest";
import { countNew, isGrownFrom, patchPages, type Pages } from "@/lib/query/pages";

interface Row {
  id: number;
  version: number;
}

const page = (...ids: number[]) => ({
  items: ids.map((id): Row => ({ id, version: 1 })),
  next_cursor: null,
});
const pages = (...all: ReturnType<typeof page>[]): Pages<Row> => ({
  pages: all,
  pageParams: all.map(() => null),
});

describe("isGrownFrom", () => {
  const first = page(1, 2);
  const held = pages(first);

  it("holds for new figures in the same places, and for pages that follow", () => {
    const patched = patchPages(pages(first), new Map([[2, { id: 2, version: 5 }]]));
    expect(patched && isGrownFrom(held, patched)).toBe(true);
    expect(isGrownFrom(held, pages(first, page(3)))).toBe(true);
  });

  it("does not hold for a list that was read again", () => {
    expect(isGrownFrom(held, pages(page(3, 1, 2)))).toBe(false);
    expect(isGrownFrom(held, pages())).toBe(false);
  });
});

describe("countNew", () => {
  it("counts rows that entered, not rows that moved", () => {
    expect(countNew(pages(page(1, 2)), pages(page(2, 3), page(4, 1)))).toBe(2);
  });
});

import { describe, expect, it } from "vitest";
import { Latest, mergeByVersion } from "./merge";
import { freshen, patchPages, prependRows, rowsOf, type Pages } from "./pages";

interface Row {
  id: number;
  version: number;
  available: number;
}
const row = (id: number, version: number, available = version): Row => ({ id, version, available });
const pages = (...rows: Row[][]): Pages<Row> => ({
  pages: rows.map((items) => ({ items, next_cursor: null })),
  pageParams: rows.map(() => null),
});
const byId = (...rows: Row[]) => new Map(rows.map((each) => [each.id, each]));

describe("mergeByVersion", () => {
  it("keeps the higher version, whichever comes last", () => {
    expect(mergeByVersion(row(1, 3), row(1, 4)).version).toBe(4);
    const current = row(1, 5);
    expect(mergeByVersion(current, row(1, 4))).toBe(current);
    expect(mergeByVersion(current, row(1, 5, 99))).toBe(current);
  });

  it("ends in the same state for every order of arrival", () => {
    const changes = [row(1, 2), row(1, 3), row(1, 4), row(1, 3), row(1, 2)];
    for (let turn = 0; turn < changes.length; turn += 1) {
      const order = [...changes.slice(turn), ...changes.slice(0, turn)];
      expect(order.reduce(mergeByVersion, row(1, 1))).toEqual(row(1, 4));
      expect(order.reverse().reduce(mergeByVersion, row(1, 1))).toEqual(row(1, 4));
    }
  });
});

describe("Latest", () => {
  it("brings a late answer up to what was heard meanwhile", () => {
    const latest = new Latest<Row>();
    expect(latest.note(row(1, 4))).toBe(true);
    expect(latest.note(row(1, 3))).toBe(false);
    const late = freshen(pages([row(1, 2), row(2, 1)]), latest);
    expect(rowsOf(late)).toEqual([row(1, 4), row(2, 1)]);
    expect(latest.newest(row(1, 9)).version).toBe(9);
  });

  it("forgets the oldest beyond its bound", () => {
    const latest = new Latest<Row>(2);
    [row(1, 2), row(2, 2), row(3, 2)].forEach((each) => latest.note(each));
    expect(latest.newest(row(1, 1)).version).toBe(1);
    expect(latest.newest(row(3, 1)).version).toBe(2);
  });
});

describe("pages", () => {
  it("patches only what is newer and leaves other pages untouched", () => {
    const before = pages([row(1, 1), row(2, 1)], [row(3, 1)]);
    const after = patchPages(before, byId(row(2, 2), row(9, 5)));
    expect(rowsOf(after)).toEqual([row(1, 1), row(2, 2), row(3, 1)]);
    expect(after?.pages[1]).toBe(before.pages[1]);
    expect(after?.pages[0]?.items[0]).toBe(before.pages[0]?.items[0]);
    expect(patchPages(after, byId(row(2, 2)))).toBe(after);
    expect(rowsOf(patchPages(after, byId(row(1, 7))))[0]).toEqual(row(1, 7));
  });

  it("prepends news once", () => {
    const before = pages([row(2, 1)], [row(1, 1)]);
    const after = prependRows(before, [row(3, 1), row(1, 1)]);
    expect(rowsOf(after).map((each) => each.id)).toEqual([3, 2, 1]);
    expect(prependRows(after, [row(3, 1)])).toBe(after);
    const late = prependRows(prependRows(before, [row(5, 1)]), [row(4, 1), row(4, 1)]);
    expect(rowsOf(late).map((each) => each.id)).toEqual([5, 4, 2, 1]);
  });
});

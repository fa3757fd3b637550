import { describe, expect, it, vi } from "vitest";
import { Latest, mergeByVersion } from "./merge";
import { QueryClient } from "@tanstack/react-query";
import { bounded, ROWS_KEPT, ROWS_MAX } from "./bounded";
import {
  firstRows,
  freshen,
  mapRows,
  patchPages,
  prependRows,
  rowsAt,
  rowsOf,
  type Pages,
} from "./pages";

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

  it("patches a row in each place that it has", () => {
    const before = pages([row(1, 1), row(2, 1)], [row(2, 1), row(3, 1)]);
    const after = patchPages(before, byId(row(2, 5)));
    expect(rowsOf(after).map(({ version }) => version)).toEqual([1, 5, 5, 1]);
  });

  it("finds rows of pages that were added, cut off, or exchanged since", () => {
    const first = pages([row(1, 1)]);
    const once = patchPages(first, byId(row(1, 2))) ?? first;
    const grown = { ...once, pages: [...once.pages, ...pages([row(2, 1), row(3, 1)]).pages] };
    const twice = patchPages(grown, byId(row(1, 3), row(3, 4))) ?? grown;
    expect(rowsOf(twice)).toEqual([row(1, 3), row(2, 1), row(3, 4)]);
    const cut = { ...twice, pages: twice.pages.slice(0, 1) };
    expect(patchPages(cut, byId(row(3, 9)))).toBe(cut);
    const other = { ...cut, pages: [...cut.pages, ...pages([row(7, 1)]).pages] };
    expect(rowsOf(patchPages(other, byId(row(7, 2), row(3, 9))))).toEqual([row(1, 3), row(7, 2)]);
  });

  it("leaves all but the touched pages of a large list as they are", () => {
    const many = Array.from({ length: 1_000 }, (_, page) =>
      Array.from({ length: 100 }, (__, place) => row(page * 100 + place + 1, 1)),
    );
    const before = pages(...many);
    const after = patchPages(before, byId(row(5, 2), row(99_999, 2), row(200_000, 2)));
    const touched = after?.pages.flatMap((page, at) => (page === before.pages[at] ? [] : [at]));
    expect(touched).toEqual([0, 999]);
    const rows = rowsAt(after);
    expect(rows.length).toBe(100_000);
    expect([rows.at(4), rows.at(99_998), rows.at(250)]).toEqual([
      row(5, 2),
      row(99_999, 2),
      row(251, 1),
    ]);
    expect([rows.at(-1), rows.at(100_000)]).toEqual([undefined, undefined]);
  });

  it("gives the first rows alone", () => {
    const data = pages([row(3, 1), row(2, 1)], [row(1, 1)]);
    expect(firstRows(data, 1)).toEqual([row(3, 1)]);
    expect(firstRows(data, 3)).toEqual(rowsOf(data));
    expect(firstRows(data, Infinity)).toEqual(rowsOf(data));
    expect(firstRows(undefined, 5)).toEqual([]);
  });

  it("maps rows, and keeps the pages in which none changed", () => {
    const before = pages([row(1, 1)], [row(2, 1)]);
    const after = mapRows(before, (each) => (each.id === 2 ? { ...each, available: 9 } : each));
    expect(after?.pages[0]).toBe(before.pages[0]);
    expect(rowsOf(after)[1]?.available).toBe(9);
    expect(mapRows(after, (each) => each)).toBe(after);
  });

  it("does not let a list grow that lies open for a day", async () => {
    const client = new QueryClient({ defaultOptions: { queries: { structuralSharing: false } } });
    const queryKey = ["list"];
    client.setQueryData(queryKey, pages([row(1, 1)]));
    let highest = 0;
    for (let id = 2; id < 4_000; id += 4) {
      const news = [row(id, 1), row(id + 1, 1), row(id + 2, 1), row(id + 3, 1)];
      client.setQueryData<Pages<Row>>(queryKey, (data) =>
        bounded(client, queryKey, prependRows(data, news)),
      );
      highest = Math.max(highest, rowsOf(client.getQueryData<Pages<Row>>(queryKey)).length);
    }
    expect(highest).toBe(ROWS_MAX);
    const rest = rowsOf(client.getQueryData<Pages<Row>>(queryKey));
    expect(rest.length).toBeGreaterThanOrEqual(ROWS_KEPT);
    expect(rest[0]?.id).toBeGreaterThan(rest[1]?.id ?? 0);
    await vi.waitFor(() => expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true));
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

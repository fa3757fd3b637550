// How does a change reach rows that lie in pages? By their indexes, without copying the rest.
import type { InfiniteData } from "@tanstack/react-query";
import type { Page } from "@/lib/api/types";
import { mergeByVersion, type Latest, type Versioned } from "./merge";

export type Pages<Row> = InfiniteData<Page<Row>>;

const indexes = new WeakMap<object, Map<number, number>>();
/** Pages that were made here, out of what is true; all others come from an answer. */
const ours = new WeakSet<object>();

function indexOf<Row extends Versioned>(page: Page<Row>): Map<number, number> {
  let index = indexes.get(page);
  if (!index) {
    index = new Map(page.items.map((row, place) => [row.id, place]));
    indexes.set(page, index);
  }
  return index;
}

/** Which page has a row? Of many pages, and grown as they are. */
interface Whole {
  /** The indexes of the pages, which stay the same while a page has the same rows. */
  parts: Map<number, number>[];
  pageOf: Map<number, number>;
  /** Further pages of rows that moved while the list was read, and so are in it twice. */
  alsoIn: Map<number, number[]>;
}

const wholes = new WeakMap<object, Whole>();

/**
 * The index of all pages. One that was made for the first of them is grown, so that a list that is
 * scrolled through to 100,000 rows is not indexed anew with every page.
 */
function wholeOf<Row extends Versioned>(pages: readonly Page<Row>[]): Whole {
  const known = wholes.get(pages);
  if (known) return known;
  const parts = pages.map(indexOf);
  const [first] = parts;
  let whole = first && wholes.get(first);
  if (!whole || whole.parts.some((part, place) => part !== parts[place])) {
    whole = { parts: [], pageOf: new Map(), alsoIn: new Map() };
  }
  for (let place = whole.parts.length; place < parts.length; place += 1) {
    for (const id of parts[place]?.keys() ?? []) {
      if (!whole.pageOf.has(id)) whole.pageOf.set(id, place);
      else whole.alsoIn.set(id, [...(whole.alsoIn.get(id) ?? []), place]);
    }
  }
  whole.parts = parts;
  if (first) wholes.set(first, whole);
  wholes.set(pages, whole);
  return whole;
}

function patchPage<Row extends Versioned>(page: Page<Row>, changes: readonly Row[]): Page<Row> {
  const index = indexOf(page);
  let items: Row[] | null = null;
  for (const incoming of changes) {
    const place = index.get(incoming.id);
    const current = place === undefined ? undefined : page.items[place];
    if (place === undefined || current === undefined) continue;
    const next = mergeByVersion(current, incoming);
    if (next === current) continue;
    items ??= page.items.slice();
    items[place] = next;
  }
  if (!items) return page;
  const patched = { ...page, items };
  indexes.set(patched, index); // Rows changed, their places did not.
  ours.add(patched);
  return patched;
}

/**
 * The same pages with newer rows in their places; the same object when nothing was newer. It costs
 * what the changes cost, not what the list is long.
 */
export function patchPages<Row extends Versioned>(
  data: Pages<Row> | undefined,
  changes: ReadonlyMap<number, Row>,
): Pages<Row> | undefined {
  if (!data) return data;
  const whole = wholeOf(data.pages);
  const byPage = new Map<number, Row[]>();
  const put = (place: number, row: Row) => {
    const rows = byPage.get(place);
    if (rows) rows.push(row);
    else byPage.set(place, [row]);
  };
  for (const [id, row] of changes) {
    const place = whole.pageOf.get(id);
    if (place === undefined) continue;
    put(place, row);
    for (const other of whole.alsoIn.get(id) ?? []) put(other, row);
  }
  let pages: Page<Row>[] | null = null;
  for (const [place, rows] of byPage) {
    const page = data.pages[place];
    const next = page && patchPage(page, rows);
    if (!next || next === page) continue;
    pages ??= data.pages.slice();
    pages[place] = next;
  }
  if (!pages) return data;
  wholes.set(pages, whole);
  return { ...data, pages };
}

function isFalling(rows: readonly { id: number }[], count: number): boolean {
  return rows.slice(1, count).every(({ id }, index) => id < (rows[index]?.id ?? Infinity));
}

/** Puts rows into the top of a list that is sorted newest (highest id) first, each row once. */
export function prependRows<Row extends { id: number }>(
  data: Pages<Row> | undefined,
  rows: readonly Row[],
): Pages<Row> | undefined {
  const [first, ...rest] = data?.pages ?? [];
  if (!data || !first) return data;
  const known = new Set(data.pages.flatMap((page) => page.items.map((row) => row.id)));
  const news = rows.filter(({ id }) => !known.has(id) && known.add(id));
  if (news.length === 0) return data;
  const items = [...news, ...first.items];
  // The answer to one's own write may come before the news of an earlier one.
  if (!isFalling(items, news.length + 1)) items.sort((a, b) => b.id - a.id);
  const top = { ...first, items };
  ours.add(top);
  return { ...data, pages: [top, ...rest] };
}

/** An answer that was read before a change but comes after it is brought up to what was heard. */
export function freshen<Row extends Versioned>(data: Pages<Row>, latest: Latest<Row>): Pages<Row> {
  const pages = data.pages.map((page) => {
    const items = page.items.map((row) => latest.newest(row));
    return items.some((row, place) => row !== page.items[place]) ? { ...page, items } : page;
  });
  return { ...data, pages };
}

/**
 * `structuralSharing` of live lists: `bring` sees every answer before the screen does. Pages that
 * were patched here are true already, and comparing 100,000 rows per frame would cost the frame.
 */
export function liveSharing<Row>(bring: (data: Pages<Row>) => Pages<Row>) {
  return (before: unknown, after: unknown): unknown => {
    const known = (before as Pages<Row> | undefined)?.pages ?? [];
    const next = after as Pages<Row>;
    const isTrue = (page: Page<Row>, place: number) => page === known[place] || ours.has(page);
    return next.pages.every(isTrue) ? next : bring(next);
  };
}

/** Replaces one row, whatever its version: for optimistic changes and their way back. */
export function mapRow<Row extends Versioned>(
  data: Pages<Row> | undefined,
  id: number,
  change: (row: Row) => Row,
): Pages<Row> | undefined {
  const holds = data?.pages.some((page) => indexOf(page).has(id));
  if (!data || !holds) return data;
  const pages = data.pages.map((page) => {
    if (!indexOf(page).has(id)) return page;
    const items = page.items.map((row) => (row.id === id ? change(row) : row));
    const next = { ...page, items };
    indexes.set(next, indexOf(page));
    ours.add(next);
    return next;
  });
  return { ...data, pages };
}

/** Changes rows wherever `change` answers with another one; all other pages stay as they are. */
export function mapRows<Row extends Versioned>(
  data: Pages<Row> | undefined,
  change: (row: Row) => Row,
): Pages<Row> | undefined {
  if (!data) return data;
  let changed = false;
  const pages = data.pages.map((page) => {
    const items = page.items.map(change);
    if (items.every((row, place) => row === page.items[place])) return page;
    changed = true;
    const next = { ...page, items };
    indexes.set(next, indexOf(page));
    ours.add(next);
    return next;
  });
  return changed ? { ...data, pages } : data;
}

/** Whether `after` has the rows of `before` in their places; further pages may follow. */
export function isGrownFrom<Row extends Versioned>(before: Pages<Row>, after: Pages<Row>): boolean {
  return before.pages.every((page, place) => {
    const other = after.pages[place];
    return other !== undefined && indexOf(page) === indexOf(other);
  });
}

/** How many rows of `after` are not in `before`. */
export function countNew<Row extends Versioned>(before: Pages<Row>, after: Pages<Row>): number {
  const known = wholeOf(before.pages).pageOf;
  const entered = [...wholeOf(after.pages).pageOf.keys()].filter((id) => !known.has(id));
  return entered.length;
}

/** The rows of many pages by their place in the whole. */
export interface Rows<Row> {
  length: number;
  at: (index: number) => Row | undefined;
}

/** As `rowsOf`, without copying them: a list of 100,000 changes with every frame. */
export function rowsAt<Row>(data: Pages<Row> | undefined): Rows<Row> {
  const pages = data?.pages ?? [];
  const starts: number[] = [];
  let length = 0;
  for (const { items } of pages) {
    starts.push(length);
    length += items.length;
  }
  const at = (index: number) => {
    let [low, high] = [0, pages.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle;
    }
    return pages[low]?.items[index - (starts[low] ?? 0)];
  };
  return { length, at };
}

/** The first rows of a list, without copying the rest of it. */
export function firstRows<Row>(data: Pages<Row> | undefined, limit: number): Row[] {
  const rows: Row[] = [];
  for (const { items } of data?.pages ?? []) {
    if (rows.length >= limit) break;
    for (const row of items.slice(0, limit - rows.length)) rows.push(row);
  }
  return rows;
}

export function rowsOf<Row>(data: Pages<Row> | undefined): Row[] {
  return data ? data.pages.flatMap((page) => page.items) : [];
}

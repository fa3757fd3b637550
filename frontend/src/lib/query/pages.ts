// How does a change reach rows that lie in pages? By an index per page, without copying the rest.
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

function patchPage<Row extends Versioned>(
  page: Page<Row>,
  changes: ReadonlyMap<number, Row>,
): Page<Row> {
  const index = indexOf(page);
  let items: Row[] | null = null;
  for (const [id, incoming] of changes) {
    const place = index.get(id);
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

/** The same pages with newer rows in their places; the same object when nothing was newer. */
export function patchPages<Row extends Versioned>(
  data: Pages<Row> | undefined,
  changes: ReadonlyMap<number, Row>,
): Pages<Row> | undefined {
  if (!data) return data;
  let changed = false;
  const pages = data.pages.map((page) => {
    const next = patchPage(page, changes);
    changed ||= next !== page;
    return next;
  });
  return changed ? { ...data, pages } : data;
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
  // The answer to one's own write may come before the news of an earlier one.
  const items = [...news, ...first.items].sort((a, b) => b.id - a.id);
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
    const known = new Set((before as Pages<Row> | undefined)?.pages);
    const next = after as Pages<Row>;
    return next.pages.every((page) => known.has(page) || ours.has(page)) ? next : bring(next);
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

export function rowsOf<Row>(data: Pages<Row> | undefined): Row[] {
  return data ? data.pages.flatMap((page) => page.items) : [];
}

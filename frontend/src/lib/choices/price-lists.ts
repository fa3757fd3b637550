// Which price lists are there? One answer for every page that names one, kept true by the stream.
import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { RowOf } from "@/lib/api/types";

export type PriceList = RowOf<"/api/v1/price-lists">;

const PAGE = 500;
const HEARD_MAX = 1_000;

export const priceListKey = ["price-lists"] as const;

/** What was heard lately: an answer that was read earlier but comes later must not undo it. */
const heard = new Map<string, PriceList>();

function note(list: PriceList): void {
  const known = heard.get(list.code);
  if (known && known.version >= list.version) return;
  heard.delete(list.code);
  heard.set(list.code, list);
  const oldest = heard.size > HEARD_MAX ? heard.keys().next() : null;
  if (oldest && !oldest.done) heard.delete(oldest.value);
}

/** The lists with the newest word on each, by their code; the same object when none is news. */
export function withLists(lists: PriceList[], news: Iterable<PriceList>): PriceList[] {
  const byCode = new Map(lists.map((list) => [list.code, list]));
  let isNews = false;
  for (const list of news) {
    const known = byCode.get(list.code);
    if (known && known.version >= list.version) continue;
    byCode.set(list.code, { ...known, ...list });
    isNews = true;
  }
  if (!isNews) return lists;
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** All lists, by their code. */
export const priceListsQuery = () =>
  queryOptions({
    queryKey: priceListKey,
    queryFn: async ({ signal }) => {
      const lists: PriceList[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: PriceList[]; next_cursor?: string | null } = await api.get(
          "/api/v1/price-lists",
          { query: { limit: PAGE, ...(cursor ? { cursor } : {}) }, signal },
        );
        lists.push(...page.items);
        cursor = page.next_cursor ?? null;
      } while (cursor);
      return withLists(lists, heard.values());
    },
  });

/** One of them. */
export const priceListQuery = (code: string) =>
  queryOptions({
    ...priceListsQuery(),
    select: (lists: PriceList[]) => lists.find((list) => list.code === code),
  });

export function applyLists(client: QueryClient, news: readonly PriceList[]): void {
  for (const list of news) note(list);
  client.setQueryData<PriceList[]>(priceListKey, (lists) => lists && withLists(lists, news));
}

export function forgetLists(): void {
  heard.clear();
}

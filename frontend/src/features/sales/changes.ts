// What does a frame of `price:updates` do to the sales that are on the screen?
import type { QueryClient } from "@tanstack/react-query";
import { isInCategory } from "@/lib/format/identifiers";
import type { LiveRoom } from "@/lib/live/room";
import { Latest, mergeByVersion } from "@/lib/query/merge";
import { soon } from "@/lib/query/soon";
import type { Change } from "@/lib/stream/protocol";
import { saleKeys } from "./keys";
import type { Sale, SaleBook, Span } from "./types";

const BASE_WAIT_MS = 300;

/** What was heard lately: an answer that was read earlier but comes later must not undo it. */
export const latestSales = new Latest<Sale>(2_000);

const basesSoon = soon(BASE_WAIT_MS, 2_000);

/** Whether a sale meets a stretch of time and its filters; an open end meets all that follows. */
export function meets(sale: Sale, { from, to, price_list, category }: Span): boolean {
  if (price_list && sale.price_list !== price_list) return false;
  if (category && !isInCategory(sale.category, category)) return false;
  const [starts, ends] = [Date.parse(sale.starts_at), sale.ends_at && Date.parse(sale.ends_at)];
  return starts < Date.parse(to) && (!ends || ends > Date.parse(from));
}

function byStart(a: Sale, b: Sale): number {
  return Date.parse(a.starts_at) - Date.parse(b.starts_at) || a.id - b.id;
}

/** A book with the newest word on each sale: one joins, changes in its place, or leaves. */
export function withSales(
  book: SaleBook,
  news: readonly Sale[],
  belongs: (sale: Sale) => boolean,
): SaleBook {
  const byId = new Map(book.sales.map((sale) => [sale.id, sale]));
  for (const sale of news) {
    const known = byId.get(sale.id);
    const next = known ? mergeByVersion(known, sale) : sale;
    if (belongs(next) && next.state !== "removed") byId.set(sale.id, next);
    else byId.delete(sale.id);
  }
  return { ...book, sales: [...byId.values()].sort(byStart) };
}

/** An answer, brought up to what was heard while it was on its way. */
export function freshBook(book: SaleBook, belongs: (sale: Sale) => boolean): SaleBook {
  return withSales(book, latestSales.values(), belongs);
}

export function applySales(client: QueryClient, sales: readonly Sale[]): void {
  const news = sales.filter((sale) => latestSales.note(sale));
  if (news.length === 0) return;
  const cache = client.getQueryCache();
  for (const { queryKey } of cache.findAll({ queryKey: saleKeys.items })) {
    const itemId = queryKey[2];
    client.setQueryData<SaleBook>(
      queryKey,
      (book) => book && withSales(book, news, (sale) => sale.item_id === itemId),
    );
  }
  for (const { queryKey } of cache.findAll({ queryKey: saleKeys.spans })) {
    const span = queryKey[2] as Span;
    client.setQueryData<SaleBook>(
      queryKey,
      (book) => book && withSales(book, news, (sale) => meets(sale, span)),
    );
  }
}

function isSaleChange(change: Change): change is Change<Sale> {
  return change.type === "price.sale_changed";
}

interface BasePrice {
  id: number;
  item_id: number;
  base: string;
  version: number;
}

function isPriceChange(change: Change): change is Change<BasePrice> {
  return change.type === "price.changed";
}

/** What a percentage makes of a price moves with the base price, without a word about the sale. */
function refreshBases(client: QueryClient, prices: readonly BasePrice[]): void {
  const base = new Map(prices.map((price) => [price.id, price.base]));
  const cached = client.getQueriesData<SaleBook>({ queryKey: saleKeys.all });
  const moved = cached.some(([, book]) =>
    book?.sales.some((sale) => (base.get(sale.price_id) ?? sale.base) !== sale.base),
  );
  if (moved) basesSoon(() => void client.invalidateQueries({ queryKey: saleKeys.all }));
}

export function applySaleChanges(client: QueryClient, changes: readonly Change[]): void {
  applySales(
    client,
    changes.filter(isSaleChange).map(({ after }) => after),
  );
  const prices = changes.filter(isPriceChange).map(({ after }) => after);
  if (prices.length > 0) refreshBases(client, prices);
}

export const salesRoom: LiveRoom = {
  channel: "price:updates",
  apply: applySaleChanges,
  keys: [saleKeys.all],
  forget: () => {
    latestSales.clear();
  },
};

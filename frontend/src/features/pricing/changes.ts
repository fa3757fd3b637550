// What does a frame of `price:updates` do to the prices that are on the screen?
import type { QueryClient } from "@tanstack/react-query";
import { marginInPercent } from "@/lib/format/decimal";
import type { LiveRoom } from "@/lib/live/room";
import { bounded } from "@/lib/query/bounded";
import { Latest, mergeByVersion } from "@/lib/query/merge";
import { patchPages, prependRows, type Pages } from "@/lib/query/pages";
import { soon } from "@/lib/query/soon";
import type { Change } from "@/lib/stream/protocol";
import { pricingKeys } from "./keys";
import { fitsChange } from "./significant";
import {
  DEFAULT_LIST,
  type ChangeFilters,
  type ItemPrice,
  type Price,
  type PriceChange,
  type PriceFilters,
  type PriceResult,
  type PriceRow,
} from "./types";

const MEMBERS_WAIT_MS = 2_000;
const DETAILS_WAIT_MS = 150;
/** A list that was scrolled further than this is not fetched anew merely for its membership. */
const MEMBERS_PAGES_MAX = 4;

/** What a frame says of a row: the price, and its last change when it brought one. */
type Heard = Price & Partial<Pick<PriceRow, "last_change">>;
type PriceFrame = Change<Price, { change?: PriceChange | null }>;

/** What was heard lately: an answer that was read earlier but comes later must not undo it. */
export const latestPrices = new Latest<Heard>();
export const latestChanges = new Latest<PriceChange>(500);

const membersSoon = soon(MEMBERS_WAIT_MS);
const detailsSoon = soon(DETAILS_WAIT_MS, 1_000);
const rulesSoon = soon(DETAILS_WAIT_MS, 1_000);
const asked = new Set<number>();

function isPriceChange(change: Change): change is PriceFrame {
  return change.type === "price.changed";
}

function isSaleChange(change: Change): change is Change<{ id: number; version: number }> {
  return change.type === "price.sale_changed";
}

function isRuleChange({ type }: Change): boolean {
  return type === "price.guard_changed" || type === "price.list_changed";
}

/** The price in another currency is another price with its own versions. */
function patchOf(current: PriceRow | null | undefined, heard: Heard): PriceRow | null | undefined {
  if (current === undefined) return undefined;
  const row = { cost: null, margin_percent: null, last_change: null, ...heard };
  if (current === null) return row;
  return current.id === heard.id ? mergeByVersion(current, { ...current, ...heard }) : current;
}

function isOf(item: ItemPrice, price: Price): boolean {
  const currency = item.effective?.currency ?? price.currency;
  return item.price_list === price.price_list && currency === price.currency;
}

function marginOf(item: ItemPrice, price: Price): string | null {
  if (!item.cost || item.cost.currency !== price.currency) return null;
  return marginInPercent(price.amount, item.cost.amount);
}

/** The trail and the layers are asked for anew; the figure itself is right at once. */
function patchItem(current: ItemPrice | undefined, price: Price): ItemPrice | undefined {
  if (!current) return undefined;
  const known = current.prices.some(({ id }) => id === price.id);
  const prices = known
    ? current.prices.map((each) => (each.id === price.id ? mergeByVersion(each, price) : each))
    : [...current.prices, price];
  if (!isOf(current, price) || price.version <= current.version) return { ...current, prices };
  const { amount, currency, because, sale, hits, version, price_list, since } = price;
  const trail = current.effective?.amount === amount ? current.effective.trail : [];
  return {
    ...current,
    prices,
    hits,
    version,
    margin_percent: marginOf(current, price),
    effective: {
      ...{ amount, currency, because, price_list, trail, at: since },
      ...{ sale_id: sale?.id ?? null, quantity: 1 },
    },
  };
}

/** The answer for a table's cell, brought up to what was heard while it was on its way. */
export function freshPrice(itemId: number, answer: PriceRow | null): PriceRow | null {
  if (answer) return latestPrices.newest(answer) as PriceRow;
  const heard = latestPrices
    .values()
    .find((price) => price.item_id === itemId && price.price_list === DEFAULT_LIST);
  return heard ? (patchOf(null, heard) ?? null) : null;
}

/** The same for the answer of the drawer. */
export function freshItemPrice(answer: ItemPrice): ItemPrice {
  return latestPrices
    .values()
    .filter((price) => price.item_id === answer.item_id)
    .reduce((item, price) => patchItem(item, price) ?? item, answer);
}

function patchRows(client: QueryClient, news: ReadonlyMap<number, Heard>): void {
  // Cost and margin are not on the feed: the row keeps its cost, and the margin is computed.
  const rows = news as ReadonlyMap<number, PriceRow>;
  client.setQueriesData<Pages<PriceRow>>({ queryKey: pricingKeys.rows }, (data) =>
    patchPages(data, rows),
  );
}

function addChanges(client: QueryClient, changes: readonly PriceChange[]): void {
  for (const change of changes) latestChanges.note(change);
  const newestFirst = changes.toReversed();
  const cache = client.getQueryCache();
  for (const { queryKey } of cache.findAll({ queryKey: pricingKeys.changes })) {
    const filters = queryKey[2] as ChangeFilters;
    const news = newestFirst.filter((change) => fitsChange(change, filters));
    if (news.length === 0) continue;
    client.setQueryData<Pages<PriceChange>>(queryKey, (data) =>
      bounded(client, queryKey, prependRows(data, news)),
    );
  }
  for (const change of changes) {
    for (const currency of [null, change.currency]) {
      const place = { itemId: change.item_id, list: change.price_list, currency };
      const queryKey = pricingKeys.history(place);
      client.setQueryData<Pages<PriceChange>>(queryKey, (data) =>
        bounded(client, queryKey, prependRows(data, [change])),
      );
    }
  }
}

/** What only the server can say: why it is this price, and what it stands on in law. */
function askDetails(client: QueryClient, itemIds: Iterable<number>): void {
  for (const id of itemIds) asked.add(id);
  detailsSoon(() => {
    const ids = [...asked];
    asked.clear();
    for (const id of ids) {
      void client.invalidateQueries({ queryKey: pricingKeys.details(id) });
      void client.invalidateQueries({ queryKey: pricingKeys.evidences(id) });
    }
  });
}

/** A guard says what the price on the screen may be, a list in which zone its time is told. */
function askRules(client: QueryClient): void {
  rulesSoon(() => {
    void client.invalidateQueries({ queryKey: pricingKeys.items });
    void client.invalidateQueries({ queryKey: pricingKeys.evidence });
  });
}

/** Rows enter and leave lists that filter by what changed, and new prices enter any list. */
function refreshMembers(client: QueryClient, anyList: boolean): void {
  void client.invalidateQueries({
    queryKey: pricingKeys.rows,
    predicate: (query) => {
      const filters = query.queryKey[2] as PriceFilters | undefined;
      const pages = (query.state.data as Pages<PriceRow> | undefined)?.pages.length ?? 0;
      const mayMove = anyList || Boolean(filters?.because ?? filters?.breaks_guard);
      return mayMove && pages <= MEMBERS_PAGES_MAX;
    },
  });
}

function heardOf(price: Price, change: PriceChange | null | undefined): Heard {
  if (!change) return price;
  const { before, change_percent, significance, occurred_at, actor } = change;
  return { ...price, last_change: { before, change_percent, significance, occurred_at, actor } };
}

interface Told {
  price: Price;
  change: PriceChange | null | undefined;
}

function applyPrices(client: QueryClient, told: readonly Told[]): void {
  const news = new Map<number, Heard>();
  for (const { price, change } of told) {
    const heard = heardOf(price, change);
    if (latestPrices.note(heard)) news.set(price.id, { ...news.get(price.id), ...heard });
  }
  if (news.size === 0) return;
  patchRows(client, news);
  for (const heard of news.values()) {
    if (heard.price_list === DEFAULT_LIST) {
      client.setQueryData<PriceRow | null>(pricingKeys.of(heard.item_id), (current) =>
        patchOf(current, heard),
      );
    }
    client.setQueriesData<ItemPrice>({ queryKey: pricingKeys.details(heard.item_id) }, (current) =>
      patchItem(current, heard),
    );
  }
  addChanges(
    client,
    told.flatMap(({ change }) => change ?? []),
  );
  askDetails(client, new Set(told.map(({ price }) => price.item_id)));
}

/** The answer to one's own write; one that waits for approval changes nothing yet. */
export function applyResult(client: QueryClient, { price, change }: PriceResult): void {
  if (price) applyPrices(client, [{ price, change }]);
}

export function applyPriceChanges(client: QueryClient, changes: readonly Change[]): void {
  const frames = changes.filter(isPriceChange);
  applyPrices(
    client,
    frames.map(({ after, cause }) => ({ price: after, change: cause.change })),
  );
  const sold = changes.filter(isSaleChange).map(({ after }) => after as { item_id?: number });
  askDetails(
    client,
    sold.flatMap(({ item_id }) => item_id ?? []),
  );
  if (changes.some(isRuleChange)) askRules(client);
  const anyList = frames.some(({ before }) => before === null);
  if (frames.length > 0) membersSoon(() => refreshMembers(client, anyList));
}

export const pricingRoom: LiveRoom = {
  channel: "price:updates",
  apply: applyPriceChanges,
  keys: [pricingKeys.all],
  forget: () => {
    latestPrices.clear();
    latestChanges.clear();
  },
};

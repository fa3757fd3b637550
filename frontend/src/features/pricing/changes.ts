// What does a frame of `price:updates` do to the prices that are on the screen?
import type { QueryClient } from "@tanstack/react-query";
import { Latest, mergeByVersion } from "@/lib/query/merge";
import { bounded } from "@/lib/query/bounded";
import { prependRows, type Pages } from "@/lib/query/pages";
import type { Change } from "@/lib/stream/protocol";
import type { LiveRoom } from "@/lib/live/room";
import { pricingKeys } from "./keys";
import type { ItemPrice, Price, PriceChange } from "./types";

type PriceFrame = Change<Price, { change?: PriceChange }>;

function isPriceChange(change: Change): change is PriceFrame {
  return change.type === "price.changed";
}

/** The price in another currency is another price with its own versions. */
function patchOf(current: Price | null | undefined, price: Price): Price | null | undefined {
  if (current === undefined) return undefined;
  if (current === null) return price;
  return current.id === price.id ? mergeByVersion(current, price) : current;
}

function patchItem(current: ItemPrice | undefined, price: Price): ItemPrice | undefined {
  if (!current) return undefined;
  const { effective } = current;
  if (effective && effective.currency !== price.currency) return current;
  if (price.version <= current.version) return current;
  const { amount, currency, version } = price;
  return { ...current, version, effective: { amount, currency, because: "base" } };
}

/** What was heard lately: an answer that was read earlier but comes later must not undo it. */
export const latestPrices = new Latest<Price>();

/** The answer for a table's cell, brought up to what was heard while it was on its way. */
export function freshPrice(itemId: number, answer: Price | null): Price | null {
  if (answer) return latestPrices.newest(answer);
  return latestPrices.values().find((price) => price.item_id === itemId) ?? null;
}

/** The same for the answer of the drawer. */
export function freshItemPrice(answer: ItemPrice): ItemPrice {
  return latestPrices
    .values()
    .filter((price) => price.item_id === answer.item_id)
    .reduce((item, price) => patchItem(item, price) ?? item, answer);
}

export function applyPrice(client: QueryClient, price: Price, change?: PriceChange | null): void {
  latestPrices.note(price);
  client.setQueryData<Price | null>(pricingKeys.of(price.item_id), (current) =>
    patchOf(current, price),
  );
  client.setQueryData<ItemPrice>(pricingKeys.item(price.item_id), (current) =>
    patchItem(current, price),
  );
  if (!change) return;
  const queryKey = pricingKeys.history(price.item_id);
  client.setQueryData<Pages<PriceChange>>(queryKey, (data) =>
    bounded(client, queryKey, prependRows(data, [change])),
  );
}

export function applyPriceChanges(client: QueryClient, changes: readonly Change[]): void {
  for (const change of changes.filter(isPriceChange)) {
    applyPrice(client, change.after, change.cause.change);
  }
}

export const pricingRoom: LiveRoom = {
  channel: "price:updates",
  apply: applyPriceChanges,
  keys: [pricingKeys.all],
  forget: () => {
    latestPrices.clear();
  },
};

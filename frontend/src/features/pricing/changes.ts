// What does a frame of `price:updates` do to the prices that are on the screen?
import type { QueryClient } from "@tanstack/react-query";
import { mergeByVersion } from "@/lib/query/merge";
import { prependRows, type Pages } from "@/lib/query/pages";
import type { Change } from "@/lib/stream/protocol";
import type { LiveRoom } from "@/lib/stream/room";
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

export function applyPrice(client: QueryClient, price: Price, change?: PriceChange | null): void {
  client.setQueryData<Price | null>(pricingKeys.of(price.item_id), (current) =>
    patchOf(current, price),
  );
  client.setQueryData<ItemPrice>(pricingKeys.item(price.item_id), (current) =>
    patchItem(current, price),
  );
  if (!change) return;
  client.setQueryData<Pages<PriceChange>>(pricingKeys.history(price.item_id), (data) =>
    prependRows(data, [change]),
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
};

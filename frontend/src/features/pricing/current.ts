// Which of an item's prices does its drawer speak about?
import type { ItemPrice, Price } from "./types";

/** The price in the list that was asked for; null while none is set there. */
export function priceIn(item: ItemPrice): Price | null {
  const inList = item.prices.filter(({ price_list }) => price_list === item.price_list);
  const { effective } = item;
  if (!effective) return inList[0] ?? null;
  return inList.find(({ currency }) => currency === effective.currency) ?? null;
}

interface Money {
  amount: string;
  currency: string;
}

/** The base price of the list itself; null where it has none or takes its parent's. */
export function ownBase(item: ItemPrice): Money | null {
  const layer = item.layers.find(({ kind }) => kind === "base");
  const price = priceIn(item);
  // The price is patched by the feed and by answers; the layers are asked for a moment later.
  if (layer?.amount && price?.currency !== layer.currency) {
    return { amount: layer.amount, currency: layer.currency };
  }
  if (!price || item.layers.some(({ kind }) => kind === "inherited")) return null;
  return { amount: price.base, currency: price.currency };
}

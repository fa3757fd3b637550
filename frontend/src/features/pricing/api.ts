// What is asked of the API about prices, and under which key is the answer kept?
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { loadPrice } from "./batch";
import { applyPrice, freshItemPrice, freshPrice } from "./changes";
import { pricingKeys } from "./keys";
import type { BasePriceBody } from "./types";

const PAGE = 100;

/** For the price column of a table. */
export const priceOfQuery = (itemId: number) =>
  queryOptions({
    queryKey: pricingKeys.of(itemId),
    queryFn: async () => freshPrice(itemId, await loadPrice(itemId)),
    // One for each row that was ever in view; who scrolls through a large shop leaves thousands.
    gcTime: 30_000,
  });

export const itemPriceQuery = (itemId: number) =>
  queryOptions({
    queryKey: pricingKeys.item(itemId),
    queryFn: async ({ signal }) => {
      const path = { item_id: itemId };
      return freshItemPrice(await api.get("/api/v1/prices/{item_id}", { path, signal }));
    },
  });

export const priceHistoryQuery = (itemId: number) =>
  infiniteQueryOptions({
    queryKey: pricingKeys.history(itemId),
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/v1/prices/{item_id}/history", {
        path: { item_id: itemId },
        query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export interface BasePriceCommand {
  body: BasePriceBody;
  idempotencyKey: string;
}

export function useSetBasePrice(itemId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: BasePriceCommand) =>
      api.put("/api/v1/prices/{item_id}/base", {
        path: { item_id: itemId },
        body,
        idempotencyKey,
      }),
    onSuccess: ({ price, change }) => applyPrice(client, price, change),
    onError: () => client.invalidateQueries({ queryKey: pricingKeys.item(itemId) }),
  });
}

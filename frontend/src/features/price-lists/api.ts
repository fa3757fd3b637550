// How is a price list written?
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { applyLists, priceListKey } from "@/lib/choices/price-lists";
import type { ListBody, ListPatch, ListResult } from "./types";

/** The answer is true at once; after a refusal it is the screen that may be behind. */
function settle(client: QueryClient) {
  return {
    onSuccess: ({ price_list }: ListResult) => applyLists(client, [price_list]),
    onError: () => client.invalidateQueries({ queryKey: priceListKey }),
  };
}

interface Command<Body> {
  body: Body;
  idempotencyKey: string;
}

export function useCreateList() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Command<ListBody>) =>
      api.post("/api/v1/price-lists", { body, idempotencyKey }),
    ...settle(client),
  });
}

export function useEditList(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Command<ListPatch>) =>
      api.patch("/api/v1/price-lists/{code}", { path: { code }, body, idempotencyKey }),
    ...settle(client),
  });
}

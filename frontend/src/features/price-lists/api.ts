// What is asked of the API about price lists, and how is one written?
import { queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { ListBody, ListPatch, PriceList } from "./types";

const PAGE = 500;

export const listsQuery = () =>
  queryOptions({
    queryKey: ["price-lists"],
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
      return lists;
    },
    // The feed does not tell of lists, so whoever comes here sees what holds now.
    staleTime: 0,
  });

/** Lists are offered in many forms, each of which keeps its own answer. */
function forget(client: QueryClient) {
  const isOfLists = (part: unknown) => typeof part === "string" && /(^|-)lists?$/.test(part);
  return client.invalidateQueries({ predicate: ({ queryKey }) => queryKey.some(isOfLists) });
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
    onSettled: () => forget(client),
  });
}

export function useEditList(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Command<ListPatch>) =>
      api.patch("/api/v1/price-lists/{code}", { path: { code }, body, idempotencyKey }),
    onSettled: () => forget(client),
  });
}

// What is asked of the API about sales, and under which key is the answer kept?
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { applySales, freshBook, meets } from "./changes";
import { saleKeys } from "./keys";
import type { Sale, SaleBody, SaleBook, SalePatch, SaleResult, Span } from "./types";

const PAGE = 500;
/** So many pages are drawn at most; a calendar with more wants a filter. */
const PAGES_MAX = 4;

type Question = Partial<{
  starts_before: string;
  ends_after: string;
  item_id: number;
  price_list: string;
  category: string;
}>;

async function readBook(query: Question, signal: AbortSignal): Promise<SaleBook> {
  const sales: Sale[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer: { items: Sale[]; next_cursor?: string | null } = await api.get(
      "/api/v1/prices/sales",
      { query: { ...query, limit: PAGE, ...(cursor ? { cursor } : {}) }, signal },
    );
    sales.push(...answer.items);
    cursor = answer.next_cursor ?? null;
    if (!cursor) break;
  }
  return { sales, more: cursor !== null };
}

/** All sales of an item, in every list. */
export const itemSalesQuery = (itemId: number) =>
  queryOptions({
    queryKey: saleKeys.item(itemId),
    queryFn: async ({ signal }) =>
      freshBook(await readBook({ item_id: itemId }, signal), (sale) => sale.item_id === itemId),
    enabled: itemId > 0,
  });

export const salesInQuery = (span: Span) =>
  queryOptions({
    queryKey: saleKeys.span(span),
    queryFn: async ({ signal }) => {
      const { from, to, price_list, category } = span;
      const query = {
        starts_before: to,
        ends_after: from,
        ...(price_list ? { price_list } : {}),
        ...(category ? { category } : {}),
      };
      return freshBook(await readBook(query, signal), (sale) => meets(sale, span));
    },
    placeholderData: keepPreviousData,
  });

export const salesCategoriesQuery = () =>
  queryOptions({
    queryKey: ["sales-categories"],
    queryFn: async ({ signal }) => (await api.get("/api/v1/categories", { signal })).items,
    staleTime: 5 * 60_000,
  });

function settle(client: QueryClient) {
  return {
    onSuccess: ({ sale }: SaleResult) => {
      if (sale) applySales(client, [sale]);
    },
    onError: () => client.invalidateQueries({ queryKey: saleKeys.items }),
  };
}

export interface Command<Body> {
  body: Body;
  idempotencyKey: string;
}

export function useCreateSale(itemId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Command<SaleBody>) =>
      api.post("/api/v1/prices/{item_id}/sales", {
        path: { item_id: itemId },
        body,
        idempotencyKey,
      }),
    ...settle(client),
  });
}

export function useEditSale(saleId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Command<SalePatch>) =>
      api.patch("/api/v1/prices/sales/{sale_id}", {
        path: { sale_id: saleId },
        body,
        idempotencyKey,
      }),
    ...settle(client),
  });
}

/** What is said when a sale is over: of which one, and why. */
interface Ending {
  sale: Sale;
  reason: string;
  idempotencyKey: string;
}

export function useEndSale() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ sale, reason, idempotencyKey }: Ending) =>
      api.post("/api/v1/prices/sales/{sale_id}/end", {
        path: { sale_id: sale.id },
        body: { reason: reason || null, expected_version: sale.version },
        idempotencyKey,
      }),
    ...settle(client),
  });
}

export function useRemoveSale() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ sale, reason, idempotencyKey }: Ending) =>
      api.delete("/api/v1/prices/sales/{sale_id}", {
        path: { sale_id: sale.id },
        ...(reason ? { query: { reason } } : {}),
        idempotencyKey,
      }),
    ...settle(client),
  });
}

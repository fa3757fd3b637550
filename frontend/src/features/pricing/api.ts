// What is asked of the API about prices, and under which key is the answer kept?
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  skipToken,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { freshen, liveSharing, prependRows } from "@/lib/query/pages";
import { loadPrice } from "./batch";
import { applyResult, freshItemPrice, freshPrice, latestChanges, latestPrices } from "./changes";
import { pricingKeys } from "./keys";
import { fitsChange } from "./significant";
import type {
  BasePriceBody,
  ChangeFilters,
  Evidence,
  Place,
  Preview,
  PreviewBody,
  PriceChange,
  PriceFilters,
  PriceRow,
  RevertBody,
} from "./types";
import type { Latest } from "@/lib/query/merge";

const PAGE = 100;

/** A filter that is not set is left out of the address rather than sent empty. */
function given<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(values).filter(
    ([, value]) => value !== null && value !== undefined && value !== "",
  );
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}

const paged = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { next_cursor?: string | null }) => page.next_cursor ?? null,
};

/** For the price column of another room's table. */
export const priceOfQuery = (itemId: number) =>
  queryOptions({
    queryKey: pricingKeys.of(itemId),
    queryFn: async () => freshPrice(itemId, (await loadPrice(itemId)) ?? null),
    // One for each row that was ever in view; who scrolls through a large shop leaves thousands.
    gcTime: 30_000,
  });

export const pricesQuery = (filters: PriceFilters) =>
  infiniteQueryOptions({
    queryKey: pricingKeys.table(filters),
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/v1/prices", {
        query: { ...given(filters), limit: PAGE, ...given({ cursor: pageParam }) },
        signal,
      }),
    ...paged,
    structuralSharing: liveSharing<PriceRow>((data) =>
      // What was heard lacks the cost, which the row keeps.
      freshen(data, latestPrices as unknown as Latest<PriceRow>),
    ),
    placeholderData: keepPreviousData,
  });

/** Changes of effective prices in the whole shop, newest first. */
export const recentChangesQuery = (filters: ChangeFilters) =>
  infiniteQueryOptions({
    queryKey: pricingKeys.recent(filters),
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/v1/prices/changes", {
        query: { ...given(filters), limit: PAGE, ...given({ cursor: pageParam }) },
        signal,
      }),
    ...paged,
    structuralSharing: liveSharing<PriceChange>((data) => {
      const heard = latestChanges.values().filter((change) => fitsChange(change, filters));
      return prependRows(data, heard.toReversed()) ?? data;
    }),
    placeholderData: keepPreviousData,
  });

export const itemPriceQuery = (place: Place) =>
  queryOptions({
    queryKey: pricingKeys.item(place),
    queryFn: async ({ signal }) =>
      freshItemPrice(
        await api.get("/api/v1/prices/{item_id}", {
          path: { item_id: place.itemId },
          query: { price_list: place.list, ...given({ currency: place.currency }) },
          signal,
        }),
      ),
  });

export const priceHistoryQuery = (place: Place) =>
  infiniteQueryOptions({
    queryKey: pricingKeys.history(place),
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/v1/prices/{item_id}/history", {
        path: { item_id: place.itemId },
        query: {
          price_list: place.list,
          limit: PAGE,
          ...given({ currency: place.currency, cursor: pageParam }),
        },
        signal,
      }),
    ...paged,
  });

export const itemBySkuQuery = (sku: string) =>
  queryOptions({
    queryKey: ["pricing-items", sku],
    queryFn: ({ signal }) => api.get("/api/v1/items/by-sku/{sku}", { path: { sku }, signal }),
    enabled: sku !== "",
  });

export const categoriesQuery = () =>
  queryOptions({
    queryKey: ["pricing-categories"],
    queryFn: async ({ signal }) => (await api.get("/api/v1/categories", { signal })).items,
    staleTime: 5 * 60_000,
  });

/** What the guard would say; asked while somebody types, so an older answer stays until then. */
export const previewQuery = (body: PreviewBody | null, version: number) =>
  queryOptions<Preview>({
    queryKey: ["pricing-preview", body, version],
    queryFn: body
      ? ({ signal }) => api.post("/api/v1/prices/preview", { body, signal })
      : skipToken,
    placeholderData: (before) => before,
    staleTime: 5_000,
    gcTime: 30_000,
    retry: false,
  });

export interface EvidenceQuestion extends Place {
  law: Evidence["law"];
  progressive: boolean;
}

export const evidenceQuery = ({
  itemId,
  list,
  currency = null,
  law,
  progressive,
}: EvidenceQuestion) =>
  queryOptions({
    queryKey: [...pricingKeys.evidences(itemId), list, currency, law, progressive],
    queryFn: ({ signal }) =>
      api.get("/api/v1/prices/{item_id}/evidence", {
        path: { item_id: itemId },
        query: {
          law,
          price_list: list,
          ...given({ currency }),
          ...(progressive ? { progressive } : {}),
        },
        signal,
      }),
    staleTime: 0,
  });

/** Where the same evidence lies as a file to keep. */
export function evidenceFile(question: EvidenceQuestion): string {
  const { itemId, list, currency, law, progressive } = question;
  const query = new URLSearchParams({ law, price_list: list });
  if (currency) query.set("currency", currency);
  if (progressive) query.set("progressive", "true");
  return `/api/v1/prices/${String(itemId)}/evidence.csv?${query.toString()}`;
}

export interface Command<Body> {
  body: Body;
  idempotencyKey: string;
}

export function useSetBasePrice(itemId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Command<BasePriceBody>) =>
      api.put("/api/v1/prices/{item_id}/base", {
        path: { item_id: itemId },
        body,
        idempotencyKey,
      }),
    onSuccess: (result) => applyResult(client, result),
    onError: () => client.invalidateQueries({ queryKey: pricingKeys.details(itemId) }),
  });
}

export function useRevertPrice(itemId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Command<RevertBody>) =>
      api.post("/api/v1/prices/{item_id}/revert", {
        path: { item_id: itemId },
        body,
        idempotencyKey,
      }),
    onSuccess: (result) => applyResult(client, result),
    onError: () => client.invalidateQueries({ queryKey: pricingKeys.details(itemId) }),
  });
}

interface InheritBody {
  price_list: string;
  currency: string;
  reason?: string;
  override_reason?: string;
}

/** The list gives up a price of its own. */
export function useInheritPrice(itemId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Command<InheritBody>) =>
      api.delete("/api/v1/prices/{item_id}/base", {
        path: { item_id: itemId },
        query: body,
        idempotencyKey,
      }),
    onSuccess: (result) => applyResult(client, result),
    onError: () => client.invalidateQueries({ queryKey: pricingKeys.details(itemId) }),
  });
}

// What is asked of the API about changes of many prices, and how does one go from step to step?
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { toProblem } from "@/lib/api/problem";
import { applyBulk, freshBulk } from "./changes";
import { bulkKeys } from "./keys";
import { isUnfinished, type Bulk, type BulkBody, type BulkState, type RowFilter } from "./types";

const PAGE = 30;
const ROWS_PAGE = 200;
/** The feed tells of every step; asking is for whoever has lost the feed. */
const ASK_EVERY_MS = 1_500;

export const bulksQuery = () =>
  infiniteQueryOptions({
    queryKey: bulkKeys.list,
    queryFn: async ({ pageParam, signal }) => {
      const page = await api.get("/api/v1/price-bulks", {
        query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      });
      return { ...page, items: page.items.map(freshBulk) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export const bulkQuery = (id: number) =>
  queryOptions({
    queryKey: bulkKeys.one(id),
    queryFn: async ({ signal }) =>
      freshBulk(await api.get("/api/v1/price-bulks/{bulk_id}", { path: { bulk_id: id }, signal })),
    refetchInterval: ({ state: { data } }) => (data && isUnfinished(data) ? ASK_EVERY_MS : false),
  });

export const rowsQuery = (id: number, bulkState: BulkState, filter: RowFilter) =>
  infiniteQueryOptions({
    queryKey: bulkKeys.rows(id, bulkState, filter),
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/v1/price-bulks/{bulk_id}/rows", {
        path: { bulk_id: id },
        query: {
          limit: ROWS_PAGE,
          hits: filter.hits,
          order: filter.order,
          ...(filter.state ? { state: filter.state } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

/** The change as it is now comes with the answer; a refusal has it asked for. */
function useSettled() {
  const client = useQueryClient();
  return {
    onSuccess: (bulk: Bulk) => {
      applyBulk(client, bulk);
      void client.invalidateQueries({ queryKey: bulkKeys.one(bulk.id) });
      void client.invalidateQueries({ queryKey: bulkKeys.list });
    },
    onError: (error: Error) => {
      if (!toProblem(error).isTransient) {
        void client.invalidateQueries({ queryKey: bulkKeys.all });
      }
    },
  };
}

interface Keyed {
  idempotencyKey: string;
}

export function usePreviewBulk() {
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Keyed & { body: BulkBody }) =>
      api.post("/api/v1/price-bulks", { body, idempotencyKey }),
    ...useSettled(),
  });
}

export function useApplyBulk(id: number) {
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Keyed & { body: ApplyBody }) =>
      api.post("/api/v1/price-bulks/{bulk_id}/apply", {
        path: { bulk_id: id },
        body,
        idempotencyKey,
      }),
    ...useSettled(),
  });
}

export interface ApplyBody {
  expected_version: number;
  override_reason: string | null;
}

export function useUndoBulk(id: number) {
  return useMutation({
    mutationFn: ({ reason, idempotencyKey }: Keyed & { reason: string }) =>
      api.post("/api/v1/price-bulks/{bulk_id}/undo", {
        path: { bulk_id: id },
        body: { reason },
        idempotencyKey,
      }),
    ...useSettled(),
  });
}

export function useDiscardBulk(id: number) {
  return useMutation({
    mutationFn: ({ idempotencyKey }: Keyed) =>
      api.post("/api/v1/price-bulks/{bulk_id}/discard", {
        path: { bulk_id: id },
        idempotencyKey,
      }),
    ...useSettled(),
  });
}

// What is asked of the API about holds, and how are they made and settled?
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { toProblem } from "@/lib/api/problem";
import { liveSharing } from "@/lib/query/pages";
import { applyHolds, bringUp, latestHolds } from "./changes";
import { holdKeys } from "./keys";
import type { Hold, HoldBody, HoldFilter, LineBody } from "./types";

const PAGE = 50;
/** An extension moves no stock, so the feed does not tell of it. */
const LOOK_AGAIN_MS = 30_000;

export const holdsQuery = (filter: HoldFilter) =>
  infiniteQueryOptions({
    queryKey: holdKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/v1/stock/holds", {
        query: {
          limit: PAGE,
          ...(filter === "all" ? {} : { state: filter }),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    structuralSharing: liveSharing<Hold>((data) => bringUp(filter, data)),
    refetchInterval: LOOK_AGAIN_MS,
  });

export const holdQuery = (id: number) =>
  queryOptions({
    queryKey: holdKeys.one(id),
    queryFn: async ({ signal }) =>
      latestHolds.newest(
        await api.get("/api/v1/stock/holds/{hold_id}", { path: { hold_id: id }, signal }),
      ),
  });

interface Settlement {
  id: number;
  /** Null for all that is still held. */
  lines: LineBody[] | null;
  releaseRest?: boolean;
  idempotencyKey: string;
}

/** The hold as it is now comes with the answer, with a refusal too. */
function useApply() {
  const client = useQueryClient();
  return {
    onSuccess: (hold: Hold) => applyHolds(client, [hold]),
    onError: (error: Error) => {
      const current = toProblem(error).document.current as Partial<Hold> | undefined;
      if (current?.lines && current.state) applyHolds(client, [current as Hold]);
    },
  };
}

export function useCreateHold() {
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: { body: HoldBody; idempotencyKey: string }) =>
      api.post("/api/v1/stock/holds", { body, idempotencyKey }),
    ...useApply(),
  });
}

export function useCommitHold() {
  return useMutation({
    mutationFn: ({ id, lines, releaseRest = false, idempotencyKey }: Settlement) =>
      api.post("/api/v1/stock/holds/{hold_id}/commit", {
        path: { hold_id: id },
        body: { lines, release_rest: releaseRest },
        idempotencyKey,
      }),
    ...useApply(),
  });
}

export function useReleaseHold() {
  return useMutation({
    mutationFn: ({ id, lines, idempotencyKey }: Settlement) =>
      api.post("/api/v1/stock/holds/{hold_id}/release", {
        path: { hold_id: id },
        body: { lines },
        idempotencyKey,
      }),
    ...useApply(),
  });
}

interface Extension {
  id: number;
  seconds: number;
  idempotencyKey: string;
}

export function useExtendHold() {
  return useMutation({
    mutationFn: ({ id, seconds, idempotencyKey }: Extension) =>
      api.post("/api/v1/stock/holds/{hold_id}/extend", {
        path: { hold_id: id },
        body: { ttl_seconds: seconds },
        idempotencyKey,
      }),
    ...useApply(),
  });
}

export const placesQuery = () =>
  queryOptions({
    queryKey: ["holds-places"],
    queryFn: async ({ signal }) => (await api.get("/api/v1/locations", { signal })).items,
    staleTime: 5 * 60_000,
  });

/** What is there of an item, to say how many can still be held. */
export const stockOfQuery = (sku: string) =>
  queryOptions({
    queryKey: ["holds-stock", sku],
    queryFn: async ({ signal }) =>
      (await api.get("/api/v1/stock/levels", { query: { sku, limit: 500 }, signal })).items,
    enabled: sku.length > 0,
    staleTime: 2_000,
  });

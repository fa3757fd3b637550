// What is asked of the API about guards, and how is one written?
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { liveSharing } from "@/lib/query/pages";
import { applyRemoved, applySaved, freshGuards } from "./changes";
import { guardKeys } from "./keys";
import type { Guard, GuardBody, PreviewBody, Waiting } from "./types";

const PAGE = 200;

export const guardsQuery = () =>
  infiniteQueryOptions({
    queryKey: guardKeys.list,
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/v1/price-guards", {
        query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    structuralSharing: liveSharing<Guard>(freshGuards),
  });

/** What the guard would have caught; nothing is asked while it says nothing yet. */
export const previewQuery = (body: PreviewBody | null) =>
  queryOptions({
    queryKey: guardKeys.preview(body),
    queryFn: ({ signal }) =>
      api.post("/api/v1/price-guards/preview", { body: body as PreviewBody, signal }),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

/** Whether a change is not in force, but proposed to a second person. */
export function isWaiting(answer: Guard | Waiting | undefined): answer is Waiting {
  return typeof answer === "object" && "proposed_by" in answer;
}

interface Save {
  /** Null for a new one. */
  guard: Guard | null;
  body: GuardBody;
}

/** Over the guard as this person has seen it, and over no other. */
export function useSaveGuard() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ guard, body }: Save): Promise<Guard | Waiting> =>
      guard
        ? api.put("/api/v1/price-guards/{guard_id}", {
            path: { guard_id: guard.id },
            body: { ...body, expected_version: guard.version },
          })
        : api.post("/api/v1/price-guards", { body }),
    onSuccess: (saved) => {
      if (!isWaiting(saved)) applySaved(client, saved);
    },
    onError: () => client.invalidateQueries({ queryKey: guardKeys.list }),
  });
}

export function useRemoveGuard() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (guard: Guard): Promise<Waiting | undefined> =>
      api.delete("/api/v1/price-guards/{guard_id}", { path: { guard_id: guard.id } }),
    onSuccess: (waiting, guard) => {
      if (!isWaiting(waiting)) applyRemoved(client, guard);
    },
    onError: () => client.invalidateQueries({ queryKey: guardKeys.list }),
  });
}

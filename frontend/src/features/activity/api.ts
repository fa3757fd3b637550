// What has moved lately? The ledger, newest first.
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Kind } from "./types";

const PAGE = 60;

export const activityKeys = {
  all: ["activity"] as const,
  list: (kind: Kind | null) => ["activity", kind] as const,
};

export const activityQuery = (kind: Kind | null) =>
  infiniteQueryOptions({
    queryKey: activityKeys.list(kind),
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/v1/stock/movements", {
        query: {
          limit: PAGE,
          ...(kind ? { kind } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

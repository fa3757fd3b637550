// What has moved lately? The ledger, newest first.
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { Latest } from "@/lib/query/merge";
import { liveSharing, prependRows } from "@/lib/query/pages";
import type { Kind, Movement } from "./types";

const PAGE = 60;

/** What was heard lately: an answer that was read earlier but comes later must not lack it. */
export const heardMovements = new Latest<Movement>(500);

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
    structuralSharing: liveSharing<Movement>((data) => {
      const heard = heardMovements.values().filter((each) => !kind || each.kind === kind);
      return prependRows(data, heard) ?? data;
    }),
  });

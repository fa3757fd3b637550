// What does the whole shop look like right now?
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Ok } from "@/lib/api/types";

export type Overview = Ok<"/api/v1/overview", "get">;

// Today is the reader's today.
const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const overviewKey = ["overview"] as const;

export const overviewQuery = () =>
  queryOptions({
    queryKey: overviewKey,
    queryFn: ({ signal }) =>
      api.get("/api/v1/overview", { query: { time_zone: timeZone() }, signal }),
    // Today ends at some time, and a price may change without anything moving.
    refetchInterval: 60_000,
  });

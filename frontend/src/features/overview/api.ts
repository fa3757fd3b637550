// What does the whole shop look like right now?
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Ok } from "@/lib/api/types";

export type Overview = Ok<"/api/v1/overview", "get">;

export const overviewKey = ["overview"] as const;

export const overviewQuery = () =>
  queryOptions({
    queryKey: overviewKey,
    queryFn: ({ signal }) => api.get("/api/v1/overview", { signal }),
    // Today ends at some time, and a price may change without anything moving.
    refetchInterval: 60_000,
  });

// What is asked of the API about stock, and under which key is the answer kept?
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { isSame } from "@/lib/format/identifiers";
import { Latest } from "@/lib/query/merge";
import { freshen, liveSharing, prependRows } from "@/lib/query/pages";
import type { LedgerFilters, Level, LevelFilters, Movement } from "./types";

const PAGE = 100;

/** What was heard lately: an answer that was read earlier but comes later must not undo it. */
export const latestLevels = new Latest<Level>();
export const latestMovements = new Latest<Movement>(500);

export const stockKeys = {
  all: ["stock"] as const,
  levels: ["stock", "levels"] as const,
  movements: ["stock", "movements"] as const,
  item: (sku: string) => ["stock", "item", sku] as const,
};

/** A filter that is not set is left out of the address rather than sent empty. */
function given<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(values).filter(([, value]) => value !== null && value !== "");
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}

export const levelsQuery = (filters: LevelFilters) =>
  infiniteQueryOptions({
    queryKey: [...stockKeys.levels, filters],
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/v1/stock/levels", {
        query: { ...given(filters), limit: PAGE, ...given({ cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    structuralSharing: liveSharing<Level>((data) => freshen(data, latestLevels)),
    placeholderData: keepPreviousData,
  });

/** All places of one item; an item has few, so one page is all of them. */
export const itemLevelsQuery = (sku: string) =>
  infiniteQueryOptions({
    queryKey: [...stockKeys.levels, { sku }],
    queryFn: ({ signal }) =>
      api.get("/api/v1/stock/levels", { query: { sku, limit: 500 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: () => null,
    structuralSharing: liveSharing<Level>((data) => freshen(data, latestLevels)),
  });

export const itemQuery = (sku: string) =>
  queryOptions({
    queryKey: stockKeys.item(sku),
    queryFn: ({ signal }) => api.get("/api/v1/items/by-sku/{sku}", { path: { sku }, signal }),
  });

/** `filters` narrow the ledger of an item to one place or one kind. */
export const movementsQuery = (sku: string, filters: LedgerFilters = {}) =>
  infiniteQueryOptions({
    queryKey: [...stockKeys.movements, { sku, ...given(filters) }],
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/v1/stock/movements", {
        query: { sku, ...given(filters), limit: PAGE, ...given({ cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    structuralSharing: liveSharing<Movement>((data) => {
      const heard = latestMovements.values().filter((movement) => fits(movement, sku, filters));
      return prependRows(data, heard) ?? data;
    }),
  });

export function fits(movement: Movement, sku: string, filters: LedgerFilters): boolean {
  const { level_id, kind } = filters;
  return (
    isSame(movement.sku, sku) &&
    (level_id == null || movement.level_id === level_id) &&
    (kind == null || movement.kind === kind)
  );
}

/** The sum behind a level's figures; every version of the level has its own. */
export const explanationQuery = (levelId: number, version: number) =>
  queryOptions({
    queryKey: ["stock", "explanation", levelId, version],
    queryFn: ({ signal }) =>
      api.get("/api/v1/stock/levels/{level_id}/explanation", {
        path: { level_id: levelId },
        signal,
      }),
    placeholderData: (before, query) => (query?.queryKey[2] === levelId ? before : undefined),
  });

export const locationsQuery = () =>
  queryOptions({
    queryKey: ["stock", "locations"],
    queryFn: async ({ signal }) => (await api.get("/api/v1/locations", { signal })).items,
    staleTime: 5 * 60_000,
  });

export const categoriesQuery = () =>
  queryOptions({
    queryKey: ["stock", "categories"],
    queryFn: async ({ signal }) => (await api.get("/api/v1/categories", { signal })).items,
    staleTime: 5 * 60_000,
  });

/** A few items whose SKU, name or barcode looks like what is being typed. */
export const suggestionsQuery = (q: string) =>
  queryOptions({
    queryKey: ["stock", "suggestions", q],
    queryFn: async ({ signal }) =>
      (await api.get("/api/v1/items", { query: { q, limit: 8 }, signal })).items,
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
  });

// A screen left open for a day must not hold the day: how is a list that grows kept short?
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Pages } from "./pages";

/** So many rows may come to the top of a list before it begins anew. */
export const ROWS_MAX = 1_000;
export const ROWS_KEPT = 200;

/**
 * Cuts the tail and its cursor together, so that "show more" goes on without a hole. What somebody
 * has asked for page by page stays until so many have come since.
 */
export function bounded<Row>(
  client: QueryClient,
  queryKey: QueryKey,
  data: Pages<Row> | undefined,
): Pages<Row> | undefined {
  const top = data?.pages[0];
  if (!top || top.items.length <= ROWS_MAX) return data;
  setTimeout(() => void client.invalidateQueries({ queryKey, exact: true }));
  return {
    pages: [{ items: top.items.slice(0, ROWS_KEPT), next_cursor: null }],
    pageParams: [null],
  };
}

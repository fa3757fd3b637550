// Which items look like what is being typed?
import { useQuery } from "@tanstack/react-query";
import { useDebounced } from "@/lib/dom/debounced";
import { suggestionsQuery } from "./api";

const SETTLE_MS = 150;

export interface Suggestion {
  sku: string;
  name: string;
}

export function useSuggestions(text: string): Suggestion[] {
  const typed = useDebounced(text.trim(), SETTLE_MS);
  const { data } = useQuery(suggestionsQuery(typed));
  return typed && text.trim() ? (data ?? []) : [];
}

// Which prices are on the screen? The address says it, so that a view can be linked.
import { useMemo } from "react";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import type { Because, ChangeFilters, PriceFilters, SignificanceName } from "./types";

export const BECAUSE: readonly Because[] = ["base", "inherited", "sale"];
export const SIGNIFICANCES: readonly SignificanceName[] = ["minor", "significant", "major"];
/** Offered as the least size of a change, percent. */
export const PERCENTS = ["5", "10", "15", "30", "50"] as const;

const LIST = /^[a-z0-9][a-z0-9-]{0,39}$/;

export type View = "prices" | "changes";

export function useView(): View {
  return useAddressValue("view") === "changes" ? "changes" : "prices";
}

export function setView(view: View): void {
  changeAddress({ view: view === "changes" ? view : null });
}

/** The list that the address names, where it could be the code of one. */
export function useListFilter(): string | null {
  const list = useAddressValue("in");
  return list && LIST.test(list) ? list : null;
}

export function usePriceFilters(): PriceFilters {
  const q = useAddressValue("q");
  const category = useAddressValue("category");
  const price_list = useListFilter();
  const because = useAddressValue("because");
  const breaks = useAddressValue("breaks");
  return useMemo(
    () => ({
      q,
      category,
      price_list,
      because: BECAUSE.find((each) => each === because) ?? null,
      breaks_guard: breaks === "1" ? true : null,
    }),
    [q, category, price_list, because, breaks],
  );
}

export function useChangeFilters(): ChangeFilters {
  const price_list = useListFilter();
  const significance = useAddressValue("significance");
  const percent = useAddressValue("percent");
  return useMemo(
    () => ({
      price_list,
      significance: SIGNIFICANCES.find((each) => each === significance) ?? null,
      min_percent: PERCENTS.find((each) => each === percent) ?? null,
    }),
    [price_list, significance, percent],
  );
}

export type FilterName = "category" | "in" | "because" | "breaks" | "significance" | "percent";

export function setFilter(name: FilterName, value: string | null): void {
  changeAddress({ [name]: value });
}

export function clearFilters(): void {
  changeAddress({
    q: null,
    category: null,
    in: null,
    because: null,
    breaks: null,
    significance: null,
    percent: null,
  });
}

export function isFiltered(filters: object): boolean {
  return Object.values(filters).some(Boolean);
}

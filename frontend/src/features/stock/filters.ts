// Which part of the stock is on the screen? The address says it, so that a view can be linked.
import { useMemo } from "react";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { STATUSES, type LevelFilters, type LevelSort } from "./types";

const SORTS: readonly LevelSort[] = [
  "sku",
  "-sku",
  "name",
  "-name",
  "location",
  "-location",
  "available",
  "-available",
  "on_hand",
  "-on_hand",
  "updated_at",
  "-updated_at",
];

export function useLevelFilters(): LevelFilters {
  const q = useAddressValue("q");
  const status = useAddressValue("status");
  const location = useAddressValue("location");
  const category = useAddressValue("category");
  const sort = useAddressValue("sort");
  return useMemo(
    () => ({
      q,
      status: STATUSES.find((each) => each === status) ?? null,
      location,
      category,
      sort: SORTS.find((each) => each === sort) ?? "sku",
    }),
    [q, status, location, category, sort],
  );
}

export function setFilters(patch: Partial<Record<keyof LevelFilters, string | null>>): void {
  changeAddress(patch);
}

export function clearFilters(): void {
  changeAddress({ q: null, status: null, location: null, category: null });
}

export function isFiltered({ q, status, location, category }: LevelFilters): boolean {
  return Boolean(q ?? status ?? location ?? category);
}

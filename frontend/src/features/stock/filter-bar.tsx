"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Dot } from "@/components/ui/badge";
import { Choice } from "@/components/ui/choice";
import { Segmented } from "@/components/ui/segmented";
import { useI18n } from "@/lib/i18n/provider";
import { categoriesQuery, locationsQuery } from "./api";
import { setFilters, useLevelFilters } from "./filters";
import { STATUSES } from "./types";

function StatusFilter() {
  const { t } = useI18n();
  const { status } = useLevelFilters();
  const options = STATUSES.map((value) => ({
    value,
    label: (
      <>
        <Dot tone={value} className="size-1.5" />
        {t.stock.statuses[value]}
      </>
    ),
  }));
  return (
    <Segmented
      label={t.stock.filterStatus}
      value={status ?? "all"}
      options={[{ value: "all", label: t.common.all }, ...options]}
      onChange={(value) => setFilters({ status: value === "all" ? null : value })}
    />
  );
}

/** Above the table: status, location, category, and on the right what can be done. */
export function FilterBar({ actions }: { actions: ReactNode }) {
  const { t } = useI18n();
  const { location, category } = useLevelFilters();
  const { data: locations = [] } = useQuery(locationsQuery());
  const { data: categories = [] } = useQuery(categoriesQuery());
  return (
    <div className="flex items-center gap-2 border-b border-line px-3 py-2 sm:px-4">
      <h1 className="sr-only">{t.stock.title}</h1>
      <div className="-my-1 flex min-w-0 flex-1 items-center gap-2 overflow-x-auto py-1 [scrollbar-width:none]">
        <StatusFilter />
        <Choice
          label={t.stock.filterLocation}
          everything={t.stock.allLocations}
          value={location}
          options={locations.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(value) => setFilters({ location: value })}
        />
        <Choice
          label={t.stock.filterCategory}
          everything={t.stock.allCategories}
          value={category}
          options={categories.map((each) => ({ value: each.category, label: each.category }))}
          onChange={(value) => setFilters({ category: value })}
        />
      </div>
      {actions}
    </div>
  );
}

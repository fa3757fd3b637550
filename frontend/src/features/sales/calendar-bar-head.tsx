"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import { priceListsQuery } from "@/lib/choices/price-lists";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useI18n } from "@/lib/i18n/provider";
import { salesCategoriesQuery } from "./api";
import { beside, setFrom, setView, VIEWS, type Days } from "./span";

function Title({ days }: { days: Days }) {
  const { format } = useI18n();
  const { starts, view } = days;
  const [first, last] = [starts[0] ?? 0, starts.at(-2) ?? 0];
  return (
    <h2 aria-live="polite" className="nums text-sm font-semibold whitespace-nowrap">
      {view === "month" ? format.month(first) : format.days(first, last)}
    </h2>
  );
}

/** Above the calendar: which stretch of time, and of which prices. */
export function CalendarBarHead({ days }: { days: Days }) {
  const { t } = useI18n();
  const { data: lists = [] } = useQuery(priceListsQuery());
  const { data: categories = [] } = useQuery(salesCategoriesQuery());
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-2 sm:px-4">
      <div className="flex items-center gap-1">
        <IconButton label={t.sales.earlier[days.view]} onClick={() => setFrom(beside(days, -1))}>
          <ChevronLeft className="size-4" aria-hidden="true" />
        </IconButton>
        <Button onClick={() => setFrom(null)}>{t.sales.today}</Button>
        <IconButton label={t.sales.later[days.view]} onClick={() => setFrom(beside(days, 1))}>
          <ChevronRight className="size-4" aria-hidden="true" />
        </IconButton>
      </div>
      <Title days={days} />
      <div className="ml-auto flex min-w-0 items-center gap-2 overflow-x-auto [scrollbar-width:none]">
        <Choice
          label={t.prices.filterList}
          everything={t.prices.allLists}
          value={useAddressValue("in")}
          options={lists.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(value) => changeAddress({ in: value })}
        />
        <Choice
          label={t.stock.filterCategory}
          everything={t.stock.allCategories}
          value={useAddressValue("category")}
          options={categories.map((each) => ({ value: each.category, label: each.category }))}
          onChange={(value) => changeAddress({ category: value })}
        />
        <Segmented
          label={t.sales.view}
          value={days.view}
          options={VIEWS.map((value) => ({ value, label: t.sales.views[value] }))}
          onChange={setView}
        />
      </div>
    </div>
  );
}

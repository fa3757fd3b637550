"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldAlert } from "lucide-react";
import { Choice } from "@/components/ui/choice";
import { Segmented } from "@/components/ui/segmented";
import { priceListsQuery } from "@/lib/choices/price-lists";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { categoriesQuery } from "./api";
import {
  BECAUSE,
  PERCENTS,
  setFilter,
  setView,
  SIGNIFICANCES,
  useChangeFilters,
  useListFilter,
  usePriceFilters,
  useView,
} from "./filters";

function ListChoice() {
  const { t } = useI18n();
  const { data: lists = [] } = useQuery(priceListsQuery());
  const list = useListFilter();
  return (
    <Choice
      label={t.prices.filterList}
      everything={t.prices.allLists}
      value={list}
      options={lists.map(({ code, name }) => ({ value: code, label: name }))}
      onChange={(value) => setFilter("in", value)}
    />
  );
}

function BreaksGuard({ pressed }: { pressed: boolean }) {
  const { t } = useI18n();
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={() => setFilter("breaks", pressed ? null : "1")}
      className={cx(
        "inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md border px-2.5 text-sm font-medium whitespace-nowrap",
        pressed
          ? "border-transparent bg-out-soft text-out"
          : "border-line-strong bg-surface text-ink-2 hover:border-control",
      )}
    >
      <ShieldAlert className="size-4" strokeWidth={1.75} aria-hidden="true" />
      {t.prices.breaksGuard}
    </button>
  );
}

function PriceChoices() {
  const { t } = useI18n();
  const { category, because, breaks_guard } = usePriceFilters();
  const { data: categories = [] } = useQuery(categoriesQuery());
  return (
    <>
      <BreaksGuard pressed={breaks_guard === true} />
      <ListChoice />
      <Choice
        label={t.prices.filterBecause}
        everything={t.prices.allBecause}
        value={because}
        options={BECAUSE.map((value) => ({ value, label: t.prices.because[value] }))}
        onChange={(value) => setFilter("because", value)}
      />
      <Choice
        label={t.stock.filterCategory}
        everything={t.stock.allCategories}
        value={category}
        options={categories.map((each) => ({ value: each.category, label: each.category }))}
        onChange={(value) => setFilter("category", value)}
      />
    </>
  );
}

function ChangeChoices() {
  const { t, format } = useI18n();
  const { significance, min_percent } = useChangeFilters();
  return (
    <>
      <Choice
        label={t.prices.filterSignificance}
        everything={t.prices.allSignificances}
        value={significance}
        options={SIGNIFICANCES.map((value) => ({ value, label: t.prices.significance[value] }))}
        onChange={(value) => setFilter("significance", value)}
      />
      <Choice
        label={t.prices.filterPercent}
        everything={t.prices.anyPercent}
        value={min_percent}
        options={PERCENTS.map((value) => ({
          value,
          label: t.prices.atLeast(format.percent(value)),
        }))}
        onChange={(value) => setFilter("percent", value)}
      />
      <ListChoice />
    </>
  );
}

/** Above the table: all prices or what changed lately, and which of them. */
export function PriceFilterBar() {
  const { t } = useI18n();
  const view = useView();
  return (
    <div className="flex shrink-0 items-center gap-2 overflow-x-auto border-b border-line px-3 py-2 [scrollbar-width:none] sm:px-4">
      <Segmented
        label={t.prices.view}
        value={view}
        options={[
          { value: "prices", label: t.prices.viewPrices },
          { value: "changes", label: t.prices.viewChanges },
        ]}
        onChange={setView}
      />
      {view === "prices" ? <PriceChoices /> : <ChangeChoices />}
    </div>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { Select } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";
import { rowsAt, type Rows } from "@/lib/query/pages";
import { rowsQuery } from "./api";
import { RowTable } from "./row-table";
import type { Bulk, BulkRow, RowFilter, RowState } from "./types";

export type Which = "worst" | "all" | "hits";

export interface View {
  which: Which;
  order: RowFilter["order"];
  state: RowState | null;
}

export const FIRST_VIEW: View = { which: "worst", order: "sku", state: null };

interface Props {
  bulk: Bulk;
  view: View;
  onView: (view: View) => void;
  onOpen: (sku: string) => void;
}

const WHICH: readonly Which[] = ["worst", "all", "hits"];
/** States that a row may have before and after the change was applied. */
const BEFORE: readonly RowState[] = ["ready", "unchanged", "blocked"];
const AFTER: readonly RowState[] = [
  "applied",
  "unchanged",
  "blocked",
  "changed_since",
  "archived",
  "undone",
  "kept",
];

function Paged({ bulk, view, onOpen }: Omit<Props, "onView">) {
  const { t } = useI18n();
  const filter: RowFilter = {
    hits: view.which === "hits",
    order: view.order,
    state: view.state,
  };
  const query = useInfiniteQuery(rowsQuery(bulk.id, bulk.state, filter));
  const { hasNextPage, isFetching, fetchNextPage } = query;
  const rows = useMemo(() => rowsAt(query.data), [query.data]);
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  if (query.isPending) return <SkeletonRows count={8} className="px-4" />;
  if (query.isError && rows.length === 0) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (rows.length === 0) {
    return <p className="px-4 py-6 text-sm text-ink-3">{t.repricing.rows.none}</p>;
  }
  return (
    <RowTable
      rows={rows}
      currency={bulk.currency}
      isComplete={!hasNextPage}
      isBusy={query.isPlaceholderData}
      onNearEnd={onNearEnd}
      onOpen={onOpen}
    />
  );
}

const nothing = () => undefined;

function rowsFrom(rows: readonly BulkRow[]): Rows<BulkRow> {
  return { length: rows.length, at: (index) => rows[index] };
}

function Choices({ bulk, view, onView }: Omit<Props, "onOpen">) {
  const { t } = useI18n();
  const words = t.repricing.rows;
  const states = bulk.state === "ready" || bulk.state === "discarded" ? BEFORE : AFTER;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
      <div className="max-w-full overflow-x-auto">
        <Segmented
          label={words.which}
          value={view.which}
          options={WHICH.map((value) => ({ value, label: words[value] }))}
          onChange={(which) => onView({ ...view, which })}
        />
      </div>
      {view.which !== "worst" && (
        <>
          <Select
            dense
            aria-label={words.order}
            value={view.order}
            onChange={(event) =>
              onView({ ...view, order: event.target.value === "worst" ? "worst" : "sku" })
            }
          >
            <option value="sku">{words.bySku}</option>
            <option value="worst">{words.byWorst}</option>
          </Select>
          <Select
            dense
            aria-label={words.state}
            value={view.state ?? ""}
            onChange={(event) => {
              const state = states.find((each) => each === event.target.value) ?? null;
              onView({ ...view, state });
            }}
          >
            <option value="">{words.anyState}</option>
            {states.map((state) => (
              <option key={state} value={state}>
                {t.repricing.rowStates[state]}
              </option>
            ))}
          </Select>
        </>
      )}
    </div>
  );
}

/** Row by row: the ten that move most, all of them, or those that break a rule. */
export function BulkRows({ bulk, view, onView, onOpen }: Props) {
  const { t } = useI18n();
  const worst = useMemo(() => rowsFrom(bulk.worst), [bulk.worst]);
  return (
    <section
      aria-label={t.repricing.rows.title}
      className="rounded-lg border border-line bg-surface"
    >
      <Choices bulk={bulk} view={view} onView={onView} />
      {view.which === "worst" ? (
        <RowTable
          rows={worst}
          currency={bulk.currency}
          isComplete
          isBusy={false}
          onNearEnd={nothing}
          onOpen={onOpen}
        />
      ) : (
        <Paged bulk={bulk} view={view} onOpen={onOpen} />
      )}
    </section>
  );
}

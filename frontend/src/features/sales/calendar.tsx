"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarRange } from "lucide-react";
import { useMemo } from "react";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useAddressValue } from "@/lib/dom/address";
import { useIsNarrow } from "@/lib/dom/media";
import { useI18n } from "@/lib/i18n/provider";
import { Agenda } from "./agenda";
import { salesInQuery } from "./api";
import { CalendarBarHead } from "./calendar-bar-head";
import { CalendarGrid } from "./calendar-grid";
import { agendaOf, rowsOf } from "./calendar-layout";
import { useDays, type Days } from "./span";
import type { Sale } from "./types";

interface Props {
  onOpen: (sku: string, list: string, currency: string) => void;
}

function Shown({ sales, days, onOpen }: Props & { sales: readonly Sale[]; days: Days }) {
  const { t } = useI18n();
  const narrow = useIsNarrow();
  const { starts } = days;
  const rows = useMemo(
    () => rowsOf(sales, { from: starts[0] ?? 0, to: starts.at(-1) ?? 0 }),
    [sales, starts],
  );
  const agenda = useMemo(() => agendaOf(sales, starts), [sales, starts]);
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<CalendarRange className="size-5" strokeWidth={1.75} aria-hidden="true" />}
        title={t.sales.emptyTitle}
        text={t.sales.emptyText}
      />
    );
  }
  if (narrow) return <Agenda days={agenda} sales={sales} onOpen={onOpen} />;
  return <CalendarGrid rows={rows} days={days} onOpen={onOpen} />;
}

/** When does which sale run? Weeks or months of all prices, live. */
export function SalesCalendar({ onOpen }: Props) {
  const { t } = useI18n();
  const days = useDays();
  const list = useAddressValue("in");
  const category = useAddressValue("category");
  const span = {
    from: new Date(days.starts[0] ?? 0).toISOString(),
    to: new Date(days.starts.at(-1) ?? 0).toISOString(),
    price_list: list,
    category,
  };
  const { data, error, isPending, refetch } = useQuery(salesInQuery(span));
  return (
    <>
      <CalendarBarHead days={days} />
      {isPending ? (
        <SkeletonRows count={10} className="px-4" />
      ) : error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Shown sales={data.sales} days={days} onOpen={onOpen} />
      )}
      {data?.more && (
        <p role="status" className="border-t border-line px-4 py-2 text-xs text-low">
          {t.sales.more(data.sales.length)}
        </p>
      )}
    </>
  );
}

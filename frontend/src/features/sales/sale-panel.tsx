"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { itemSalesQuery } from "./api";
import { EndDialog, type Ending } from "./end-dialog";
import { SaleCard, type SaleActions } from "./sale-card";
import { SaleDialog, type SaleSubject } from "./sale-dialog";
import type { Sale, SaleState } from "./types";

const ORDER: readonly SaleState[] = ["running", "suspended", "scheduled", "ended", "removed"];
const ENDED_MAX = 3;

function byState(a: Sale, b: Sale): number {
  const order = ORDER.indexOf(a.state) - ORDER.indexOf(b.state);
  if (order !== 0) return order;
  const later = Date.parse(b.starts_at) - Date.parse(a.starts_at);
  return a.state === "ended" ? later : -later;
}

function List({ sales, actions }: { sales: readonly Sale[]; actions: SaleActions | null }) {
  const { t } = useI18n();
  const [all, setAll] = useState(false);
  const sorted = [...sales].sort(byState);
  const ended = sorted.filter(({ state }) => state === "ended");
  const hidden = all ? 0 : Math.max(0, ended.length - ENDED_MAX);
  const shown = hidden > 0 ? sorted.slice(0, sorted.length - hidden) : sorted;
  return (
    <>
      <ul aria-label={t.sales.title} className="divide-y divide-line rounded-lg border border-line">
        {shown.map((sale) => (
          <SaleCard key={sale.id} sale={sale} sales={sales} actions={actions} />
        ))}
      </ul>
      {hidden > 0 && (
        <Button size="sm" variant="quiet" className="mt-1" onClick={() => setAll(true)}>
          {t.sales.showEnded(hidden)}
        </Button>
      )}
    </>
  );
}

/** The sales over one price: what runs, what will, what was, and a way to add one. */
export function SalePanel({ subject }: { subject: SaleSubject }) {
  const { t } = useI18n();
  const canWrite = useCan("price:write");
  const [editing, setEditing] = useState<Sale | "new" | null>(null);
  const [ending, setEnding] = useState<Ending | null>(null);
  const { data, error, isPending, refetch } = useQuery(itemSalesQuery(subject.itemId));
  if (isPending) return <SkeletonRows count={3} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const sales = data.sales.filter(
    ({ price_list, currency }) => price_list === subject.list && currency === subject.currency,
  );
  const actions: SaleActions | null = canWrite
    ? {
        onEdit: setEditing,
        onEnd: (sale) => setEnding({ sale, how: "end" }),
        onRemove: (sale) => setEnding({ sale, how: "remove" }),
      }
    : null;
  return (
    <section>
      <div className="mb-2 flex items-center justify-between gap-3">
        <h3 className="text-sm font-semibold">{t.sales.title}</h3>
        {canWrite && (
          <Button size="sm" onClick={() => setEditing("new")}>
            <Plus className="size-3.5" aria-hidden="true" />
            {t.sales.add}
          </Button>
        )}
      </div>
      {sales.length === 0 ? (
        <p className="text-sm text-ink-3">{t.sales.none}</p>
      ) : (
        <List sales={sales} actions={actions} />
      )}
      {editing && (
        <SaleDialog
          subject={subject}
          sale={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
      {ending && <EndDialog ending={ending} onClose={() => setEnding(null)} />}
    </section>
  );
}

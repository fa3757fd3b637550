"use client";

import { useQuery } from "@tanstack/react-query";
import { ListTree, Plus } from "lucide-react";
import { useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { priceListsQuery } from "@/lib/choices/price-lists";
import { useShortcut } from "@/lib/dom/shortcut";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { useCounts } from "./counts";
import { ListDialog } from "./list-dialog";
import { ListRow } from "./list-row";
import { treeOf, type Branch } from "./tree";
import type { PriceList } from "./types";

interface TreeProps {
  branches: readonly Branch[];
  lists: readonly PriceList[];
  depth?: number;
  onEdit: ((list: PriceList) => void) | null;
}

function Tree({ branches, depth = 0, ...rest }: TreeProps) {
  return (
    <ul>
      {branches.map(({ list, children }) => (
        <li key={list.code}>
          <ListRow list={list} depth={depth} {...rest} />
          {children.length > 0 && <Tree branches={children} depth={depth + 1} {...rest} />}
        </li>
      ))}
    </ul>
  );
}

function NewList({ onOpen }: { onOpen: () => void }) {
  const { t } = useI18n();
  useShortcut("n", onOpen);
  return (
    <Button variant="primary" aria-keyshortcuts="n" onClick={onOpen}>
      <Plus className="size-4" aria-hidden="true" />
      {t.priceLists.create}
    </Button>
  );
}

function Lists({ onEdit }: Pick<TreeProps, "onEdit">) {
  const { t } = useI18n();
  const { data: lists, isPending, isError, error, refetch } = useQuery(priceListsQuery());
  if (isPending) return <SkeletonRows count={4} className="px-4" />;
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (lists.length === 0) {
    return (
      <EmptyState
        icon={<ListTree className="size-5" strokeWidth={1.75} aria-hidden="true" />}
        title={t.priceLists.emptyTitle}
        text={t.priceLists.emptyText}
      />
    );
  }
  return <Tree branches={treeOf(lists)} lists={lists} onEdit={onEdit} />;
}

/** All price lists, those that come from another one below it. */
export function ListRoom() {
  const { t } = useI18n();
  const canWrite = useCan("price:write");
  const { data: lists = [] } = useQuery(priceListsQuery());
  useCounts();
  const [subject, setSubject] = useState<PriceList | "new" | null>(null);
  const create = useCallback(() => setSubject("new"), []);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-xl text-sm text-pretty text-ink-2">{t.priceLists.intro}</p>
        {canWrite && <NewList onOpen={create} />}
      </div>
      <div className="overflow-hidden rounded-lg border border-line bg-surface [&>ul>li:last-child>:last-child]:border-b-0">
        <Lists onEdit={canWrite ? setSubject : null} />
      </div>
      {subject && <ListDialog subject={subject} lists={lists} onClose={() => setSubject(null)} />}
    </div>
  );
}

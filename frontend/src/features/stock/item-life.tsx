"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore } from "lucide-react";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/api/client";
import { ApiProblem, wordsFor } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { itemQuery } from "./api";
import { openMatters, type OpenMatter } from "./open-matters";
import type { Item } from "./types";

function useLife(item: Item) {
  const client = useQueryClient();
  const archived = item.status === "archived";
  return useMutation({
    mutationFn: () =>
      archived
        ? api.post("/api/v1/items/{item_id}/unarchive", { path: { item_id: item.id } })
        : api.post("/api/v1/items/{item_id}/archive", { path: { item_id: item.id } }),
    onSuccess: (saved) => client.setQueryData(itemQuery(item.sku).queryKey, saved),
  });
}

function Matter({ matter }: { matter: OpenMatter }) {
  const { t, format } = useI18n();
  const words = t.stock.life.open[matter.kind];
  const more = matter.total - matter.names.length;
  return (
    <li>
      {words} ({format.number(matter.total)}): {matter.names.join(", ")}
      {more > 0 && ` ${t.stock.life.more(format.number(more))}`}
    </li>
  );
}

function Refusal({ error }: { error: Error }) {
  const { t } = useI18n();
  const matters = error instanceof ApiProblem ? openMatters(error.document) : [];
  return (
    <div role="alert" className="mt-2 text-xs text-out">
      <p>{matters.length > 0 ? t.stock.life.refused : wordsFor(error, t)}</p>
      <ul className="mt-1 list-disc pl-4 text-ink-2">
        {matters.map((matter) => (
          <Matter key={matter.kind} matter={matter} />
        ))}
      </ul>
    </div>
  );
}

/** Archives an item or brings it back; a refusal lists what is open. */
export function ItemLife({ item }: { item: Item }) {
  const { t } = useI18n();
  const canWrite = useCan("catalog:write");
  const life = useLife(item);
  const archived = item.status === "archived";
  if (!canWrite)
    return archived ? <p className="text-xs text-ink-3">{t.stock.life.archived}</p> : null;
  const Icon = archived ? ArchiveRestore : Archive;
  return (
    <div className="mb-3">
      <div className="flex items-center justify-end gap-2">
        {archived && <span className="text-xs text-ink-3">{t.stock.life.archived}</span>}
        <Button size="sm" variant="ghost" busy={life.isPending} onClick={() => life.mutate()}>
          <Icon className="size-3.5" aria-hidden="true" />
          {archived ? t.stock.life.unarchive : t.stock.life.archive}
        </Button>
      </div>
      {life.error && <Refusal error={life.error} />}
    </div>
  );
}

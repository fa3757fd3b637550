"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { SkeletonRows } from "@/components/ui/skeleton";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useCan } from "@/lib/session/session";
import { bulkQuery } from "./api";
import { BulkList } from "./bulk-list";
import { BulkView } from "./bulk-view";
import type { Bulk } from "./types";
import { Wizard } from "./wizard";

const NEW = "new";

function idOf(text: string | null): number | null {
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

function close(): void {
  changeAddress({ bulk: null, like: null });
}

/** The form, once the change to begin like is here. */
function Making({ like }: { like: number | null }) {
  const query = useQuery({ ...bulkQuery(like ?? 0), enabled: like !== null });
  if (like !== null && query.isPending) return <SkeletonRows count={6} className="px-1" />;
  return (
    <Wizard
      like={query.data ?? null}
      onCancel={close}
      onMade={({ id }) => changeAddress({ bulk: String(id), like: null })}
    />
  );
}

/** The list, the form for a new one, or the one that the address names. */
export function BulkRoom({ onOpenItem }: { onOpenItem: (sku: string) => void }) {
  const named = useAddressValue("bulk");
  const like = idOf(useAddressValue("like"));
  const canWrite = useCan("price:write");
  const create = useCallback(() => changeAddress({ bulk: NEW }, { push: true }), []);
  const id = idOf(named);
  if (named === NEW && canWrite) return <Making key={String(like)} like={like} />;
  if (id !== null) {
    return (
      <BulkView
        key={id}
        id={id}
        onClose={close}
        onAgain={(bulk) => changeAddress({ bulk: NEW, like: String(bulk.id) }, { push: true })}
        onOpenItem={onOpenItem}
      />
    );
  }
  const open = (bulk: Bulk) => changeAddress({ bulk: String(bulk.id) }, { push: true });
  return <BulkList onOpen={open} onCreate={create} />;
}

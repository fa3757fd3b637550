"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import toast from "react-hot-toast";
import { SkeletonRows } from "@/components/ui/skeleton";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { useCan } from "@/lib/session/session";
import { guardsQuery } from "./api";
import { GuardEditor } from "./guard-editor";
import { GuardList } from "./guard-list";
import type { Guard } from "./types";

function close(): void {
  changeAddress({ guard: null });
}

/** Whoever removed the guard that is open, here or elsewhere: it says so, and the list is back. */
function useRemoval(guard: Guard | undefined, named: string | null): void {
  const { t } = useI18n();
  const open = useRef<Guard | null>(null);
  useEffect(() => {
    const last = open.current;
    open.current = guard ?? null;
    if (guard || !last || String(last.id) !== named) return;
    toast.success(t.guards.removed(last.name));
    close();
  }, [guard, named, t]);
}

/** The list, or the guard that the address names. */
export function GuardRoom({ onOpenItem }: { onOpenItem: (sku: string) => void }) {
  const named = useAddressValue("guard");
  const canWrite = useCan("price:approve");
  const query = useInfiniteQuery(guardsQuery());
  const guard = rowsOf(query.data).find(({ id }) => String(id) === named);
  const open = useCallback((chosen: Guard | "new") => {
    changeAddress({ guard: chosen === "new" ? "new" : String(chosen.id) }, { push: true });
  }, []);
  useRemoval(guard, named);
  const isNew = named === "new" && canWrite;
  if (guard || isNew) {
    return (
      <GuardEditor key={named} guard={guard ?? null} onClose={close} onOpenItem={onOpenItem} />
    );
  }
  if (named && query.isPending) return <SkeletonRows count={6} className="px-1" />;
  return <GuardList onOpen={open} />;
}

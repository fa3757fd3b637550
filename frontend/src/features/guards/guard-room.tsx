"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { SkeletonRows } from "@/components/ui/skeleton";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { rowsOf } from "@/lib/query/pages";
import { useCan } from "@/lib/session/session";
import { guardsQuery } from "./api";
import { GuardEditor } from "./guard-editor";
import { GuardList } from "./guard-list";
import type { Guard } from "./types";

function close(): void {
  changeAddress({ guard: null });
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
  const isNew = named === "new" && canWrite;
  if (guard || isNew) {
    return <GuardEditor guard={guard ?? null} onClose={close} onOpenItem={onOpenItem} />;
  }
  if (named && query.isPending) return <SkeletonRows count={6} className="px-1" />;
  return <GuardList onOpen={open} />;
}

"use client";

import { createContext, use, useCallback, useState, type ReactNode } from "react";
import { MovementDialog, type MovementDraft } from "@/features/stock/movement-dialog";

type Open = (values?: MovementDraft["values"]) => void;

const MovementContext = createContext<Open>(() => undefined);

/** The one dialog for movements; any place of the app can open it with what it knows. */
export function MovementDesk({ children }: { children: ReactNode }) {
  const [draft, setDraft] = useState<MovementDraft | null>(null);
  const open = useCallback<Open>((values = {}) => setDraft({ values }), []);
  return (
    <MovementContext value={open}>
      {children}
      <MovementDialog draft={draft} onChange={setDraft} />
    </MovementContext>
  );
}

export function useRecord(): Open {
  return use(MovementContext);
}

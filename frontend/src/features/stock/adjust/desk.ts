// Which figure is being edited, and what has been typed so far? One at a time on the whole page; it
// outlives its row, which a virtual table takes away when it is scrolled out of sight.
import { useEffect, useSyncExternalStore } from "react";

export interface Draft {
  /** Where it is edited: the same level can be on the screen twice. */
  cell: string;
  text: string;
  reason: string;
  /** The number that the person saw, and that the change is meant for. */
  seen: number;
}

let draft: Draft | null = null;
const listeners = new Set<() => void>();
const cells = new Map<string, number>();

function put(next: Draft | null): void {
  draft = next;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const desk = {
  draft: () => draft,
  open: (next: Draft) => put(next),
  change: (patch: Partial<Omit<Draft, "cell">>) => draft && put({ ...draft, ...patch }),
  close: () => put(null),
  /** Whether the cell is on the screen and nothing else is being edited. */
  isFreeFor: (cell: string) => draft === null && cells.has(cell),
};

/** The draft of this cell, if it is the one that is being edited. */
export function useDraft(cell: string): Draft | null {
  useEffect(() => {
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
    return () => {
      const left = (cells.get(cell) ?? 1) - 1;
      if (left > 0) cells.set(cell, left);
      else cells.delete(cell);
    };
  }, [cell]);
  const mine = () => (draft?.cell === cell ? draft : null);
  return useSyncExternalStore(subscribe, mine, () => null);
}

// Which rows does a live list show while somebody uses it? Those of the moment when they began, in
// that order, each with its newest figures.
import { useState } from "react";
import { useHold } from "./hold";

interface Identified {
  id: number;
}

export interface Held<Row> {
  rows: readonly Row[];
  /** How many rows came above or between those shown, and wait until the list is let go. */
  waiting: number;
  /** Rows among those shown that left the list meanwhile. */
  gone: ReadonlySet<number>;
  /** Show what waits now. */
  release: () => void;
  /** Of the element that holds the rows. */
  attach: (element: HTMLElement | null) => void;
}

const NONE: ReadonlySet<number> = new Set();

/**
 * The held rows with what is known of them now, and rows that were fetched below them. Pure.
 * A row that left the list stays as it was last seen.
 */
export function merge<Row extends Identified>(
  held: readonly Row[],
  current: readonly Row[],
): Pick<Held<Row>, "rows" | "waiting" | "gone"> {
  const newest = new Map(current.map((row) => [row.id, row]));
  const shown = new Set(held.map(({ id }) => id));
  const rows = held.map((row) => newest.get(row.id) ?? row);
  const lastShown = current.findLastIndex(({ id }) => shown.has(id));
  const below = lastShown < 0 ? [] : current.slice(lastShown + 1);
  const waiting = current.filter(({ id }) => !shown.has(id)).length - below.length;
  const gone = new Set(held.map(({ id }) => id).filter((id) => !newest.has(id)));
  return { rows: [...rows, ...below], waiting, gone };
}

/** Keep the rows of a list in their places while somebody points at it, is in it or selects in it. */
export function useHeldRows<Row extends Identified>(current: readonly Row[]): Held<Row> {
  const { holds, attach } = useHold();
  const [held, setHeld] = useState<readonly Row[] | null>(null);
  if (holds && held === null && current.length > 0) setHeld(current);
  if (!holds && held !== null) setHeld(null);
  const shown = held ? merge(held, current) : { rows: current, waiting: 0, gone: NONE };
  return { ...shown, release: () => setHeld(current), attach };
}

// As held rows, for a table of up to 100,000 rows in pages: nothing is copied.
import { useMemo, useState } from "react";
import type { Versioned } from "@/lib/query/merge";
import { countNew, isGrownFrom, rowsAt, type Pages, type Rows } from "@/lib/query/pages";
import { useHold } from "./hold";

export interface HeldPages<Row> {
  rows: Rows<Row>;
  /** How many rows entered the list, and wait until it is let go. */
  waiting: number;
  release: () => void;
  attach: (element: HTMLElement | null) => void;
}

interface Options<Row> {
  data: Pages<Row> | undefined;
  /** What the list is a list of; null while it shows the rows of another one. */
  list: string | null;
  /** What is known of a row by now. */
  newest: (row: Row) => Row;
}

/** Keep the rows of a table in their places while somebody uses it. */
export function useHeldPages<Row extends Versioned>(options: Options<Row>): HeldPages<Row> {
  const { data, list, newest } = options;
  const { holds, attach } = useHold();
  const [held, setHeld] = useState<{ data: Pages<Row>; list: string } | null>(null);
  const canHold = holds && data !== undefined && list !== null;
  if (canHold && held?.list !== list) setHeld({ data, list });
  if (!canHold && held !== null) setHeld(null);

  const isHeld = held !== null && data !== undefined && !isGrownFrom(held.data, data);
  const shown = isHeld ? held.data : data;
  const places = useMemo(() => rowsAt(shown), [shown]);
  const rows = useMemo(
    () =>
      isHeld
        ? {
            length: places.length,
            at: (index: number) => {
              const row = places.at(index);
              return row && newest(row);
            },
          }
        : places,
    // Not needed for the places, but figures that changed must be read anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [isHeld, places, newest, data],
  );
  return {
    rows,
    waiting: isHeld ? countNew(held.data, data) : 0,
    release: () => setHeld(data && list !== null ? { data, list } : null),
    attach,
  };
}

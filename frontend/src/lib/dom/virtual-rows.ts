// Which rows of a long table exist, and when are more of them wanted?
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";

const FETCH_AHEAD = 30;

interface Options {
  count: number;
  /** Of every row, in CSS pixels. */
  height: number;
  /** Rows kept ready above and below those in view. */
  overscan: number;
  onNearEnd: () => void;
}

/** Only the rows in view exist; `pane` is what scrolls. */
export function useVirtualRows({ count, height, overscan, onNearEnd }: Options) {
  const pane = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => pane.current,
    estimateSize: () => height,
    overscan,
  });
  const virtual = rows.getVirtualItems();
  const last = virtual.at(-1)?.index ?? 0;

  useEffect(() => rows.measure(), [rows, height]);
  useEffect(() => {
    if (last >= count - FETCH_AHEAD) onNearEnd();
  }, [last, count, onNearEnd]);
  return { pane, rows, virtual };
}

import type { ReactNode } from "react";
import { cx } from "@/lib/dom/cx";
import { useHeldRows } from "@/lib/live/held-rows";
import { NewRows } from "./new-rows";

interface Props<Row> {
  rows: readonly Row[];
  label?: string;
  /** Of the list. */
  className?: string;
  /** Of each row. */
  rowClassName?: string;
  children: (row: Row) => ReactNode;
}

/**
 * A live list whose rows stay in their places while somebody uses it. New ones wait behind a
 * button; a row that left the list is shown faint, and nothing in it can be pressed.
 */
export function HeldList<Row extends { id: number }>(props: Props<Row>) {
  const { rows, waiting, gone, release, attach } = useHeldRows(props.rows);
  return (
    <div ref={attach}>
      <NewRows count={waiting} onShow={release} />
      <ul aria-label={props.label} className={props.className}>
        {rows.map((row) => (
          <li
            key={row.id}
            inert={gone.has(row.id)}
            className={cx(props.rowClassName, gone.has(row.id) && "opacity-45")}
          >
            {props.children(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}

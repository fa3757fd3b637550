// Under which keys are changes of many prices kept?
import type { BulkState, RowFilter } from "./types";

export const bulkKeys = {
  all: ["repricing"] as const,
  list: ["repricing", "list"] as const,
  one: (id: number) => ["repricing", "one", id] as const,
  /** The rows are other ones after each step, so its state is a part of their name. */
  rows: (id: number, state: BulkState, filter: RowFilter) =>
    ["repricing", "rows", id, state, filter] as const,
};

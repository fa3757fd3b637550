// Under which keys are holds kept?
import type { HoldFilter } from "./types";

export const holdKeys = {
  all: ["holds"] as const,
  lists: ["holds", "list"] as const,
  list: (filter: HoldFilter) => ["holds", "list", filter] as const,
  one: (id: number) => ["holds", "one", id] as const,
};

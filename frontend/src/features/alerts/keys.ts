// Under which keys are alerts kept?
import type { AlertList } from "./types";

export const alertKeys = {
  all: ["alerts"] as const,
  list: (list: AlertList) => ["alerts", list] as const,
};

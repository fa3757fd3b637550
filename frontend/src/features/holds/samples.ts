// What does a hold look like in tests?
import type { Hold } from "./types";

export const LINE = {
  line: 1,
  level_id: 7,
  item_id: 3,
  sku: "A-17",
  item_name: "Blue mug 300 ml",
  location: "TYO-1",
  quantity: 3,
  committed: 0,
  released: 0,
  remaining: 3,
};

export const HOLD: Hold = {
  id: 4,
  state: "held",
  reference: "order 7",
  actor: "admin@localhost",
  created_at: "2026-01-05T03:00:00Z",
  expires_at: "2026-01-05T03:15:00Z",
  settled_at: null,
  version: 1,
  lines: [LINE],
};

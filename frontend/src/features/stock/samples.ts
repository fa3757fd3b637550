// What do a level and a movement look like in tests?
import type { Level, Movement } from "./types";

export const LEVEL: Level = {
  id: 7,
  item_id: 3,
  sku: "A-17",
  name: "Blue mug 300 ml",
  category: "Kitchen/Mugs",
  barcode: null,
  unit: "piece",
  location: "TYO-1",
  location_name: "Tokyo",
  on_hand: 12,
  reserved: 2,
  available: 10,
  reorder_point: 5,
  target_level: null,
  status: "ok",
  version: 4,
  updated_at: "2026-01-05T03:00:00.000000Z",
};

export const MOVEMENT: Movement = {
  id: 91,
  level_id: 7,
  item_id: 3,
  sku: "A-17",
  item_name: "Blue mug 300 ml",
  location: "TYO-1",
  kind: "sale",
  delta_on_hand: -3,
  delta_reserved: 0,
  on_hand_after: 9,
  reserved_after: 2,
  version: 5,
  reason: null,
  reference: null,
  actor: "admin@localhost",
  occurred_at: "2026-01-05T03:00:00.000000Z",
  recorded_at: "2026-01-05T03:00:00.000000Z",
};

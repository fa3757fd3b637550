// How do forty rows in view get their prices by one request? They wait a moment for each other.
import { api } from "@/lib/api/client";
import type { Price } from "./types";

const WAIT_MS = 16;
const BATCH_MAX = 200;

interface Waiting {
  resolve: (price: Price | null) => void;
  reject: (error: unknown) => void;
}

let waiting = new Map<number, Waiting[]>();
let timer: ReturnType<typeof setTimeout> | null = null;

async function ask(batch: Map<number, Waiting[]>): Promise<void> {
  try {
    const query = { item_id: [...batch.keys()], limit: 500 };
    const { items } = await api.get("/api/v1/prices", { query });
    const byItem = new Map<number, Price>();
    for (const price of items) if (!byItem.has(price.item_id)) byItem.set(price.item_id, price);
    for (const [id, all] of batch) all.forEach(({ resolve }) => resolve(byItem.get(id) ?? null));
  } catch (error) {
    for (const all of batch.values()) all.forEach(({ reject }) => reject(error));
  }
}

function flush(): void {
  if (timer) clearTimeout(timer);
  timer = null;
  const batch = waiting;
  waiting = new Map();
  void ask(batch);
}

/** The first price of an item, or null when it has none. */
export function loadPrice(itemId: number): Promise<Price | null> {
  return new Promise((resolve, reject) => {
    waiting.set(itemId, [...(waiting.get(itemId) ?? []), { resolve, reject }]);
    if (waiting.size >= BATCH_MAX) flush();
    else timer ??= setTimeout(flush, WAIT_MS);
  });
}

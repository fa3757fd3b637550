// How do forty rows in view get what they show by one request? They wait a moment for each other.
import { api } from "@/lib/api/client";
import { DEFAULT_LIST, type PriceRow, type Units } from "./types";

const WAIT_MS = 16;
const BATCH_MAX = 100;
const PAGE_MAX = 500;
/** So many levels of one batch at most; an item with more is shown without the rest. */
const PAGES_MAX = 8;

interface Waiting<T> {
  resolve: (value: T | undefined) => void;
  reject: (error: unknown) => void;
}

type Ask<T> = (itemIds: number[]) => Promise<ReadonlyMap<number, T>>;

/** Turns a question about many items into one about a single item, of which many are put at once. */
export function gathered<T>(ask: Ask<T>): (itemId: number) => Promise<T | undefined> {
  let waiting = new Map<number, Waiting<T>[]>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const send = async (batch: Map<number, Waiting<T>[]>) => {
    try {
      const answers = await ask([...batch.keys()]);
      for (const [id, all] of batch) all.forEach(({ resolve }) => resolve(answers.get(id)));
    } catch (error) {
      for (const all of batch.values()) all.forEach(({ reject }) => reject(error));
    }
  };
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    const batch = waiting;
    waiting = new Map();
    void send(batch);
  };
  return (itemId) =>
    new Promise((resolve, reject) => {
      waiting.set(itemId, [...(waiting.get(itemId) ?? []), { resolve, reject }]);
      if (waiting.size >= BATCH_MAX) flush();
      else timer ??= setTimeout(flush, WAIT_MS);
    });
}

async function askPrices(itemIds: number[]): Promise<ReadonlyMap<number, PriceRow>> {
  const query = { item_id: itemIds, price_list: DEFAULT_LIST, limit: PAGE_MAX };
  const { items } = await api.get("/api/v1/prices", { query });
  const byItem = new Map<number, PriceRow>();
  for (const price of items) if (!byItem.has(price.item_id)) byItem.set(price.item_id, price);
  return byItem;
}

async function askUnits(itemIds: number[]): Promise<ReadonlyMap<number, Units[]>> {
  const byItem = new Map<number, Units[]>(itemIds.map((id) => [id, []]));
  let cursor: string | null | undefined = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query = { item_id: itemIds, limit: PAGE_MAX, ...(cursor ? { cursor } : {}) };
    const answer: { items: Units[]; next_cursor?: string | null } = await api.get(
      "/api/v1/stock/levels",
      { query },
    );
    for (const { id, item_id, available, version } of answer.items) {
      byItem.get(item_id)?.push({ id, item_id, available, version });
    }
    cursor = answer.next_cursor;
    if (!cursor) break;
  }
  return byItem;
}

/** The first price of an item in the default list; none when it has none. */
export const loadPrice = gathered(askPrices);

/** What can be sold of an item, place by place. */
export const loadUnits = gathered(askUnits);

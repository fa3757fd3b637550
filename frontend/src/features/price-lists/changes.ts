// What does a frame of `price:updates` do to the price lists that are on the screen?
import type { QueryClient } from "@tanstack/react-query";
import { applyLists, forgetLists, priceListKey, type PriceList } from "@/lib/choices/price-lists";
import type { LiveRoom } from "@/lib/live/room";
import { soon } from "@/lib/query/soon";
import type { Change } from "@/lib/stream/protocol";
import { areCountsShown } from "./counts";

const COUNTS_WAIT_MS = 500;
const COUNTS_APART_MS = 5_000;

const countsSoon = soon(COUNTS_WAIT_MS, COUNTS_APART_MS);

function isListChange(change: Change): change is Change<PriceList> {
  return change.type === "price.list_changed";
}

const OF_SALES = new Set(["sale_started", "sale_ended", "sale_edited"]);

/** Whether a list may have another number of prices, or of its own ones, than before. */
function movesCounts({ type, cause }: Change): boolean {
  const { kind, change } = cause as { kind?: string; change?: unknown };
  return type === "price.changed" && Boolean(change) && !OF_SALES.has(kind ?? "");
}

function applyChanges(client: QueryClient, changes: readonly Change[]): void {
  const lists = changes.filter(isListChange).map(({ after }) => after);
  if (lists.length > 0) applyLists(client, lists);
  if (changes.some(movesCounts)) {
    countsSoon(() => {
      const refetchType = areCountsShown() ? "active" : "none";
      void client.invalidateQueries({ queryKey: priceListKey, refetchType });
    });
  }
}

export const priceListsRoom: LiveRoom = {
  channel: "price:updates",
  apply: applyChanges,
  keys: [priceListKey],
  forget: forgetLists,
};

// How do the holds on the screen stay true? They have no channel of their own: a movement of
// `inventory:updates` that names a hold tells that the hold changed, and then it is asked for.
import type { QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { Latest, mergeByVersion } from "@/lib/query/merge";
import { bounded } from "@/lib/query/bounded";
import { freshen, prependRows, rowsOf, type Pages } from "@/lib/query/pages";
import { soon } from "@/lib/query/soon";
import type { Change } from "@/lib/stream/protocol";
import type { LiveRoom } from "@/lib/live/room";
import { holdKeys } from "./keys";
import { FILTERS, type Hold, type HoldFilter } from "./types";

const ASK_WAIT_MS = 120;
/** Of more than so many at once, the lists are asked for instead. */
const ASKED_MAX = 12;

/** What was heard lately: an answer that was read earlier but comes later must not undo it. */
export const latestHolds = new Latest<Hold>(1_000);

const waiting = new Set<number>();
const askSoon = soon(ASK_WAIT_MS);

export function belongs(filter: HoldFilter, hold: Hold): boolean {
  return filter === "all" || hold.state === filter;
}

/** A list with the newest word on each hold: it joins, changes in place, or leaves. */
export function bringUp(
  filter: HoldFilter,
  data: Pages<Hold>,
  heard: readonly Hold[] = latestHolds.values(),
): Pages<Hold> {
  const joining = heard.filter((hold) => belongs(filter, hold));
  const joined = prependRows(freshen(data, latestHolds), joining) ?? data;
  if (rowsOf(joined).every((hold) => belongs(filter, hold))) return joined;
  const pages = joined.pages.map((page) => ({
    ...page,
    items: page.items.filter((hold) => belongs(filter, hold)),
  }));
  return { ...joined, pages };
}

export function applyHolds(client: QueryClient, holds: readonly Hold[]): void {
  for (const hold of holds) latestHolds.note(hold);
  const newest = holds.map((hold) => latestHolds.newest(hold));
  for (const filter of FILTERS) {
    const queryKey = holdKeys.list(filter);
    client.setQueryData<Pages<Hold>>(
      queryKey,
      (data) => data && bounded(client, queryKey, bringUp(filter, data, newest)),
    );
  }
  for (const hold of newest) {
    client.setQueryData<Hold>(
      holdKeys.one(hold.id),
      (known) => known && mergeByVersion(known, hold),
    );
  }
}

async function ask(client: QueryClient): Promise<void> {
  const ids = [...waiting];
  waiting.clear();
  if (ids.length > ASKED_MAX) {
    await client.invalidateQueries({ queryKey: holdKeys.all });
    return;
  }
  const answers = await Promise.allSettled(
    ids.map((id) => api.get("/api/v1/stock/holds/{hold_id}", { path: { hold_id: id } })),
  );
  applyHolds(
    client,
    answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : [])),
  );
}

/** Asks for these holds soon, together with whatever else changes in the same moment. */
export function refreshHolds(client: QueryClient, ids: Iterable<number>): void {
  for (const id of ids) waiting.add(id);
  if (waiting.size > 0) askSoon(() => void ask(client));
}

type HoldMovement = { movement?: { hold_id?: number | null } };

/** The holds that these changes belong to, each once. */
export function holdsIn(changes: readonly Change[]): Set<number> {
  const levels = changes.filter((change) => change.type === "stock.level_changed");
  const ids = levels.map(({ cause }) => (cause as HoldMovement | null)?.movement?.hold_id);
  return new Set(ids.filter((id) => typeof id === "number"));
}

function applyChanges(client: QueryClient, changes: readonly Change[]): void {
  const ids = holdsIn(changes);
  if (ids.size === 0) return;
  const isShown = client.getQueryCache().findAll({ queryKey: holdKeys.all, type: "active" });
  if (isShown.length > 0) refreshHolds(client, ids);
  else void client.invalidateQueries({ queryKey: holdKeys.all });
}

export const holdsRoom: LiveRoom = {
  channel: "inventory:updates",
  apply: applyChanges,
  keys: [holdKeys.all],
  forget: () => {
    latestHolds.clear();
  },
};

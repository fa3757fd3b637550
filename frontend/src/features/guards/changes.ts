// What does a frame of `price:updates` do to the guards that are on the screen?
import type { QueryClient } from "@tanstack/react-query";
import type { LiveRoom } from "@/lib/live/room";
import { Latest } from "@/lib/query/merge";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { soon } from "@/lib/query/soon";
import type { Change } from "@/lib/stream/protocol";
import { guardKeys } from "./keys";
import type { Guard, GuardFace } from "./types";

const ASK_WAIT_MS = 300;
const ASK_APART_MS = 3_000;

/** What was heard lately: an answer that was read earlier but comes later must not undo it. */
export const latestGuards = new Latest<GuardFace>(500);

const askSoon = soon(ASK_WAIT_MS, ASK_APART_MS);

function isGuardChange(change: Change): change is Change<GuardFace> {
  return change.type === "price.guard_changed";
}

/** How closely a guard names what it holds for: the list has the widest first, as the API does. */
function closeness({ item_id, category, price_list, currency }: Guard): number {
  const steps = category?.split("/").length ?? 0;
  const scope = (item_id === null ? 0 : 4_000) + steps * 4;
  return scope + (price_list === null ? 0 : 2) + (currency === null ? 0 : 1);
}

function byWidth(a: Guard, b: Guard): number {
  return closeness(a) - closeness(b) || a.id - b.id;
}

function without(data: Pages<Guard>, id: number): Pages<Guard> {
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.filter((guard) => guard.id !== id),
  }));
  return { ...data, pages };
}

/** Where its width puts it; one that belongs behind the last page comes with the next. */
function withOne(data: Pages<Guard>, guard: Guard): Pages<Guard> {
  const last = data.pages.length - 1;
  const behind = data.pages.findIndex(({ items }) => items.some((row) => byWidth(guard, row) < 0));
  const place = behind < 0 && !data.pages[last]?.next_cursor ? last : behind;
  const pages = data.pages.map((page, at) =>
    at === place ? { ...page, items: [...page.items, guard].sort(byWidth) } : page,
  );
  return { ...data, pages };
}

/** The feed goes to everybody, so it says nothing of the margin: the one that is known stays. */
function heardOf({ removed_at: _, ...face }: GuardFace, known: Guard | undefined): Guard {
  return { min_margin_percent: null, ...known, ...face };
}

/** The list with the newest word on each guard: it joins, changes, moves or leaves. */
export function withGuards(data: Pages<Guard>, told: Iterable<GuardFace>): Pages<Guard> {
  let next = data;
  for (const face of told) {
    const known = rowsOf(next).find(({ id }) => id === face.id);
    if (known ? known.version >= face.version : face.removed_at) continue;
    next = without(next, face.id);
    if (!face.removed_at) next = withOne(next, heardOf(face, known));
  }
  return next;
}

/** An answer, brought up to what was heard while it was on its way. */
export function freshGuards(data: Pages<Guard>): Pages<Guard> {
  return withGuards(data, latestGuards.values());
}

function write(client: QueryClient, told: readonly GuardFace[]): void {
  // A removed guard is in no list any more, so an older word of it is known by what was heard.
  const news = told.filter((face) => latestGuards.note(face));
  client.setQueryData<Pages<Guard>>(guardKeys.list, (data) => data && withGuards(data, news));
}

/** The answer to one's own write, which the feed may have told already, but for the margin. */
export function applySaved(client: QueryClient, guard: Guard): void {
  write(client, [{ ...guard, removed_at: null }]);
  client.setQueryData<Pages<Guard>>(guardKeys.list, (data) => {
    const known = rowsOf(data).find(({ id }) => id === guard.id);
    if (!data || known?.version !== guard.version) return data;
    return withOne(without(data, guard.id), guard);
  });
}

export function applyRemoved(client: QueryClient, guard: Guard): void {
  const removed_at = new Date().toISOString();
  write(client, [{ ...guard, version: guard.version + 1, removed_at }]);
}

function applyChanges(client: QueryClient, changes: readonly Change[]): void {
  const told = changes.filter(isGuardChange).map(({ after }) => after);
  if (told.length === 0) return;
  write(client, told);
  // Who may see costs gets the margins with an answer of their own; and what a guard would have
  // caught is another thing beside others.
  askSoon(() => {
    void client.invalidateQueries({ queryKey: guardKeys.list });
    void client.invalidateQueries({ queryKey: guardKeys.previews });
  });
}

export const guardsRoom: LiveRoom = {
  channel: "price:updates",
  apply: applyChanges,
  keys: [guardKeys.list],
  forget: () => {
    latestGuards.clear();
  },
};

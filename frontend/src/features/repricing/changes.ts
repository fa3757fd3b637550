// What does a frame of `price:updates` do to the bulk changes that are on the screen?
import type { QueryClient } from "@tanstack/react-query";
import { mergeByVersion } from "@/lib/query/merge";
import { patchPages, rowsOf, type Pages } from "@/lib/query/pages";
import { soon } from "@/lib/query/soon";
import type { Change } from "@/lib/stream/protocol";
import type { LiveRoom } from "@/lib/live/room";
import { bulkKeys } from "./keys";
import type { Bulk, BulkFace } from "./types";

const FACES_MAX = 200;
const ASK_WAIT_MS = 300;
const ASK_APART_MS = 2_000;

const askSoon = soon(ASK_WAIT_MS, ASK_APART_MS);

/** How far each one is, as far as this page has heard. */
const faces = new Map<number, BulkFace>();

function note(face: BulkFace): void {
  const known = faces.get(face.id);
  if (known && known.version >= face.version) return;
  faces.delete(face.id);
  faces.set(face.id, face);
  const oldest = faces.size > FACES_MAX ? faces.keys().next() : null;
  if (oldest && !oldest.done) faces.delete(oldest.value);
}

/** A frame tells only how far it is: the filter, the rule and the totals stay. */
function merge(bulk: Bulk, face: BulkFace): Bulk {
  return mergeByVersion(bulk, { ...bulk, ...face });
}

/** An answer that was read earlier but comes later must not undo what was heard. */
export function freshBulk(answer: Bulk): Bulk {
  const face = faces.get(answer.id);
  return face ? merge(answer, face) : answer;
}

function isBulkChange(change: Change): change is Change<BulkFace> {
  return change.type === "price.bulk_changed";
}

/** The answer to one's own step tells no margins; what was answered before keeps them. */
export function applyBulk(client: QueryClient, bulk: Bulk): void {
  client.setQueryData<Bulk>(bulkKeys.one(bulk.id), (known) => {
    if (!known) return bulk;
    const totals = known.totals ?? bulk.totals;
    const worst = known.worst.length > 0 ? known.worst : bulk.worst;
    return mergeByVersion(known, { ...bulk, totals, worst });
  });
  client.setQueryData<Pages<Bulk>>(bulkKeys.list, (data) =>
    patchPages(data, new Map([[bulk.id, bulk]])),
  );
}

function applyFace(client: QueryClient, face: BulkFace): void {
  const one = client.getQueryData<Bulk>(bulkKeys.one(face.id));
  if (one) {
    const next = merge(one, face);
    client.setQueryData<Bulk>(bulkKeys.one(face.id), next);
    // A new state brings what the frame does not tell: totals, the worst rows.
    if (next.state !== one.state) {
      void client.invalidateQueries({ queryKey: bulkKeys.one(face.id) });
    }
  }
  const list = client.getQueryData<Pages<Bulk>>(bulkKeys.list);
  const listed = rowsOf(list).find(({ id }) => id === face.id);
  if (listed) {
    const changed = new Map([[face.id, merge(listed, face)]]);
    client.setQueryData<Pages<Bulk>>(bulkKeys.list, patchPages(list, changed));
  } else if (list) {
    askSoon(() => void client.invalidateQueries({ queryKey: bulkKeys.list }));
  }
}

export const repricingRoom: LiveRoom = {
  channel: "price:updates",
  apply: (client, changes) => {
    for (const { after } of changes.filter(isBulkChange)) {
      note(after);
      applyFace(client, after);
    }
  },
  keys: [bulkKeys.all],
  forget: () => {
    faces.clear();
  },
};

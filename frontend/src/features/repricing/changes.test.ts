import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { changeOf, pagesOf } from "@/lib/testing/changes";
import { exampleChanges } from "@/lib/testing/frames";
import { applyBulk, freshBulk, repricingRoom } from "./changes";
import { bulkKeys } from "./keys";
import { BULK, faceOf, TOTALS } from "./samples";
import { isUnfinished, type Bulk, type BulkFace } from "./types";

const TYPE = "price.bulk_changed";

function setUp(bulk: Bulk = BULK) {
  const client = new QueryClient();
  client.setQueryData(bulkKeys.one(bulk.id), bulk);
  client.setQueryData(bulkKeys.list, pagesOf([bulk]));
  const ask = vi.spyOn(client, "invalidateQueries").mockResolvedValue();
  return { client, ask };
}
const one = (client: QueryClient) => client.getQueryData<Bulk>(bulkKeys.one(BULK.id));
const list = (client: QueryClient) =>
  rowsOf(client.getQueryData<Pages<Bulk>>(bulkKeys.list)).map(({ state, done }) => [state, done]);
const frame = (news: Partial<BulkFace>) => changeOf(TYPE, faceOf(BULK, news));

beforeEach(() => {
  vi.useFakeTimers();
  repricingRoom.forget?.();
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

describe("a frame", () => {
  it("tells how far it is, and leaves filter, rule and reason", () => {
    const { client, ask } = setUp();
    repricingRoom.apply(client, [frame({ done: 5, version: 2 })]);
    expect(one(client)).toEqual({ ...BULK, done: 5, version: 2 });
    expect(list(client)).toEqual([["previewing", 5]]);
    expect(ask).not.toHaveBeenCalled();
  });

  it("of a new state has the totals asked for", () => {
    const { client, ask } = setUp();
    repricingRoom.apply(client, [frame({ state: "ready", done: 10, version: 3 })]);
    expect(one(client)?.state).toBe("ready");
    expect(ask).toHaveBeenCalledWith({ queryKey: bulkKeys.one(BULK.id) });
  });

  it("does not turn back what is further on", () => {
    const { client } = setUp({ ...BULK, state: "applied", applied: 8, version: 9 });
    repricingRoom.apply(client, [frame({ state: "applying", version: 5 })]);
    expect(one(client)?.state).toBe("applied");
  });

  it("of one that the list does not know has the list asked for", async () => {
    const { client, ask } = setUp();
    repricingRoom.apply(client, [changeOf(TYPE, faceOf(BULK, { id: 4 }))]);
    await vi.runAllTimersAsync();
    expect(ask).toHaveBeenCalledWith({ queryKey: bulkKeys.list });
  });
});

describe("an answer", () => {
  it("that was read before a frame is brought up to it", () => {
    const { client } = setUp();
    repricingRoom.apply(client, [frame({ state: "ready", done: 10, version: 3 })]);
    expect(freshBulk(BULK)).toMatchObject({ state: "ready", done: 10, rule: BULK.rule });
    const later = { ...BULK, state: "applying", version: 4 } as const;
    expect(freshBulk(later)).toEqual(later);
  });

  it("of one's own step is shown at once", () => {
    const { client } = setUp();
    applyBulk(client, { ...BULK, state: "applying", version: 4, totals: TOTALS });
    expect(one(client)?.totals).toEqual(TOTALS);
    expect(list(client)).toEqual([["applying", 0]]);
  });

  it("of one's own step leaves the margins, which it does not tell", () => {
    const { client } = setUp({ ...BULK, state: "ready", totals: TOTALS });
    const bare = { ...TOTALS, margin_percent_before: null, margin_percent_after: null };
    applyBulk(client, { ...BULK, state: "applying", version: 4, totals: bare });
    expect(one(client)).toMatchObject({ state: "applying", totals: TOTALS });
  });

  it("is asked for until the server is done and the totals are here", () => {
    expect(isUnfinished(BULK)).toBe(true);
    expect(isUnfinished({ state: "ready", totals: null })).toBe(true);
    expect(isUnfinished({ state: "ready", totals: TOTALS })).toBe(false);
    expect(isUnfinished({ state: "undoing", totals: TOTALS })).toBe(true);
    expect(isUnfinished({ state: "undone", totals: TOTALS })).toBe(false);
  });
});

describe("the backend's example", () => {
  const examples = exampleChanges(TYPE);

  it("is there", () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(examples)("of version $version is shown", (change) => {
    const after = change.after as BulkFace;
    const { client } = setUp({ ...BULK, id: after.id, version: 0 });
    repricingRoom.apply(client, [change]);
    expect(client.getQueryData(bulkKeys.one(after.id))).toMatchObject(after);
  });
});

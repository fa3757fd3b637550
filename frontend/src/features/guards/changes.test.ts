import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { changeOf, pagesOf } from "@/lib/testing/changes";
import { exampleChanges } from "@/lib/testing/frames";
import { applyRemoved, applySaved, freshGuards, guardsRoom } from "./changes";
import { guardKeys } from "./keys";
import { guardOf } from "./samples";
import type { Guard, GuardFace } from "./types";

const TYPE = "price.guard_changed";
const REMOVED = "2026-03-02T09:30:00Z";
const EVERYTHING = guardOf(1, { min_margin_percent: "10.00" });
const TEA = guardOf(2, { category: "Tea" });
const POT = guardOf(3, { item_id: 7, sku: "A-17" });

function told(guard: Guard, removed_at: string | null = null) {
  const face: GuardFace & { min_margin_percent?: unknown } = { ...guard, removed_at };
  delete face.min_margin_percent;
  return changeOf<GuardFace>(TYPE, face, { key: `guard:${String(guard.id)}` });
}

function setUp(data: Pages<Guard> = pagesOf([EVERYTHING, TEA, POT])): QueryClient {
  const client = new QueryClient();
  client.setQueryData(guardKeys.list, data);
  return client;
}

const shown = (client: QueryClient) => rowsOf(client.getQueryData<Pages<Guard>>(guardKeys.list));
const ids = (client: QueryClient) => shown(client).map(({ id }) => id);

beforeEach(() => {
  vi.useFakeTimers();
  guardsRoom.forget?.();
});
afterEach(() => {
  vi.runOnlyPendingTimers();
  vi.useRealTimers();
});

describe("price.guard_changed", () => {
  it("changes the guard in its place, and keeps the margin that the feed does not tell", () => {
    const client = setUp();
    guardsRoom.apply(client, [told({ ...EVERYTHING, mode: "block", version: 2 })]);
    expect(shown(client)[0]).toEqual({ ...EVERYTHING, mode: "block", version: 2 });
    guardsRoom.apply(client, [told({ ...EVERYTHING, mode: "warn", version: 1 })]);
    expect(shown(client)[0]?.mode).toBe("block");
    expect(ids(client)).toEqual([1, 2, 3]);
  });

  it("puts a new guard where its width belongs, and moves one of another width", () => {
    const client = setUp();
    const deeper = guardOf(4, { category: "Tea/Green" });
    guardsRoom.apply(client, [told(deeper), told(guardOf(5, { price_list: "web" }))]);
    expect(ids(client)).toEqual([1, 5, 2, 4, 3]);
    guardsRoom.apply(client, [told({ ...deeper, category: null, currency: "JPY", version: 2 })]);
    expect(ids(client)).toEqual([1, 4, 5, 2, 3]);
  });

  it("leaves what belongs behind the last page to the next one", () => {
    const page = { items: [EVERYTHING, TEA], next_cursor: "more" };
    const client = setUp({ pages: [page], pageParams: [null] });
    guardsRoom.apply(client, [told(POT)]);
    expect(ids(client)).toEqual([1, 2]);
    guardsRoom.apply(client, [told(guardOf(4, { currency: "JPY" }))]);
    expect(ids(client)).toEqual([1, 4, 2]);
  });

  it("takes a removed guard away, and no late answer brings it back", () => {
    const client = setUp();
    guardsRoom.apply(client, [told({ ...TEA, version: 2 }, REMOVED)]);
    expect(ids(client)).toEqual([1, 3]);
    guardsRoom.apply(client, [told(TEA)]);
    expect(ids(client)).toEqual([1, 3]);
    expect(rowsOf(freshGuards(pagesOf([EVERYTHING, TEA]))).map(({ id }) => id)).toEqual([1]);
  });

  it("brings an answer up to what was heard while it was on its way", () => {
    guardsRoom.apply(new QueryClient(), [told({ ...TEA, mode: "block", version: 2 }), told(POT)]);
    const late = rowsOf(freshGuards(pagesOf([EVERYTHING, TEA])));
    expect(late.map(({ id, mode }) => [id, mode])).toEqual([
      [1, "approve"],
      [2, "block"],
      [3, "approve"],
    ]);
  });

  it("asks for the margins once, however many guards changed", () => {
    const client = setUp();
    const ask = vi.spyOn(client, "invalidateQueries");
    for (const version of [2, 3, 4]) guardsRoom.apply(client, [told({ ...TEA, version })]);
    guardsRoom.apply(client, [changeOf("price.sale_changed", { id: 9, version: 1 })]);
    vi.runAllTimers();
    expect(ask.mock.calls.map(([filter]) => filter?.queryKey)).toEqual([
      guardKeys.list,
      guardKeys.previews,
    ]);
  });

  it("ends in the same state for every order of arrival", () => {
    const changes = [2, 3, 4].map((version) =>
      told({ ...TEA, name: `v${String(version)}`, version }),
    );
    for (const order of [changes, changes.toReversed(), [...changes, ...changes]]) {
      guardsRoom.forget?.();
      const client = setUp();
      for (const change of order) guardsRoom.apply(client, [change]);
      expect(shown(client)[1]).toMatchObject({ name: "v4", version: 4 });
    }
  });
});

describe("one's own write", () => {
  it("brings the margin, whichever comes first", () => {
    const saved = { ...EVERYTHING, min_margin_percent: "20.00", version: 2 };
    for (const heardFirst of [true, false]) {
      guardsRoom.forget?.();
      const client = setUp();
      if (heardFirst) guardsRoom.apply(client, [told(saved)]);
      applySaved(client, saved);
      if (!heardFirst) guardsRoom.apply(client, [told(saved)]);
      expect(shown(client)[0]).toEqual(saved);
    }
  });

  it("takes a guard away at once", () => {
    const client = setUp();
    applyRemoved(client, TEA);
    expect(ids(client)).toEqual([1, 3]);
  });
});

it("reads what the backend writes", () => {
  const examples = exampleChanges(TYPE) as ReturnType<typeof told>[];
  expect(examples.map(({ cause }) => (cause as { kind: string }).kind)).toEqual([
    "created",
    "edited",
    "removed",
  ]);
  const client = setUp(pagesOf([]));
  const [created, edited, removed] = examples;
  if (!created || !edited || !removed) throw new Error("three examples");
  guardsRoom.apply(client, [created, edited]);
  expect(shown(client)).toMatchObject([{ id: 1, mode: "block", min_margin_percent: null }]);
  guardsRoom.apply(client, [removed]);
  expect(shown(client)).toEqual([]);
});

import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import { changeOf } from "@/lib/testing/changes";
import { exampleChanges } from "@/lib/testing/frames";
import { applySaleChanges, freshBook, meets, salesRoom } from "./changes";
import { saleKeys } from "./keys";
import { saleOf } from "./samples";
import type { Sale, SaleBook, Span } from "./types";

const MARCH: Span = {
  from: "2026-03-01T00:00:00Z",
  to: "2026-04-01T00:00:00Z",
  price_list: null,
  category: null,
};
const APRIL: Span = { ...MARCH, from: MARCH.to, to: "2026-05-01T00:00:00Z" };

function setUp(...sales: Sale[]): QueryClient {
  const client = new QueryClient();
  client.setQueryData(saleKeys.item(3), { sales, more: false });
  client.setQueryData(saleKeys.span(MARCH), { sales, more: false });
  client.setQueryData(saleKeys.span(APRIL), { sales: [], more: false });
  return client;
}
const book = (client: QueryClient, key: readonly unknown[]) =>
  client.getQueryData<SaleBook>(key)?.sales ?? [];
const told = (sale: Sale) => changeOf("price.sale_changed", sale);

beforeEach(() => salesRoom.forget?.());

describe("price.sale_changed", () => {
  it("joins the item and the stretch of time that it meets, once", () => {
    const client = setUp();
    const sale = saleOf();
    applySaleChanges(client, [told(sale), told(sale)]);
    expect(book(client, saleKeys.item(3))).toEqual([sale]);
    expect(book(client, saleKeys.span(MARCH))).toEqual([sale]);
    expect(book(client, saleKeys.span(APRIL))).toEqual([]);
  });

  it("changes in its place, and never back", () => {
    const client = setUp(saleOf({ version: 2 }));
    const longer = saleOf({ version: 3, ends_at: "2026-04-02T15:00:00Z", state: "running" });
    applySaleChanges(client, [told(longer)]);
    applySaleChanges(client, [told(saleOf({ version: 2, state: "suspended" }))]);
    expect(book(client, saleKeys.span(MARCH))).toEqual([longer]);
    expect(book(client, saleKeys.span(APRIL))).toEqual([longer]);
  });

  it("leaves when it is removed or moved out of the stretch", () => {
    const client = setUp(saleOf());
    const moved = { starts_at: "2026-04-05T00:00:00Z", ends_at: null };
    applySaleChanges(client, [told(saleOf({ version: 2, ...moved }))]);
    expect(book(client, saleKeys.span(MARCH))).toEqual([]);
    expect(book(client, saleKeys.span(APRIL))).toHaveLength(1);
    applySaleChanges(client, [told(saleOf({ version: 3, ...moved, state: "removed" }))]);
    expect(book(client, saleKeys.item(3))).toEqual([]);
    expect(book(client, saleKeys.span(APRIL))).toEqual([]);
  });

  it("keeps the order by start", () => {
    const client = setUp(saleOf());
    const earlier = saleOf({ id: 9, starts_at: "2026-03-01T15:00:00Z" });
    applySaleChanges(client, [told(earlier)]);
    expect(book(client, saleKeys.item(3)).map(({ id }) => id)).toEqual([9, 4]);
  });

  it("brings an answer that was read before it up to date", () => {
    applySaleChanges(setUp(), [told(saleOf({ version: 2, state: "running" }))]);
    const answer = { sales: [saleOf()], more: false };
    expect(freshBook(answer, () => true).sales[0]?.state).toBe("running");
  });
});

describe("a stretch of time", () => {
  it("is met by what ends in it, starts in it or runs through it, not by its edges", () => {
    const window = (starts: string, ends: string | null) =>
      meets(saleOf({ starts_at: `2026-${starts}`, ends_at: ends && `2026-${ends}` }), MARCH);
    expect(window("02-01T00:00:00Z", "03-01T00:00:00Z")).toBe(false);
    expect(window("02-01T00:00:00Z", "03-01T00:00:01Z")).toBe(true);
    expect(window("02-01T00:00:00Z", null)).toBe(true);
    expect(window("03-31T23:59:59Z", null)).toBe(true);
    expect(window("04-01T00:00:00Z", null)).toBe(false);
  });

  it("may be of one list or one category", () => {
    expect(meets(saleOf(), { ...MARCH, price_list: "web" })).toBe(false);
    expect(meets(saleOf(), { ...MARCH, category: "Kitchen" })).toBe(true);
    expect(meets(saleOf(), { ...MARCH, category: "Kit" })).toBe(false);
  });
});

describe.each(exampleChanges("price.sale_changed"))(
  "the backend's example, seq $seq",
  (example) => {
    it("becomes the sale on the screen", () => {
      const after = example.after as Sale;
      const client = new QueryClient();
      const known = { ...after, version: 0, state: "suspended" as const };
      client.setQueryData(saleKeys.item(after.item_id), { sales: [known], more: false });
      applySaleChanges(client, [example]);
      const shown = client.getQueryData<SaleBook>(saleKeys.item(after.item_id));
      expect(shown?.sales).toEqual(after.state === "removed" ? [] : [after]);
    });
  },
);

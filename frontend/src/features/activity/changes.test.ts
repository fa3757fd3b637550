import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { changeOf, pagesOf } from "@/lib/testing/changes";
import { exampleChanges } from "@/lib/testing/frames";
import { activityKeys } from "./api";
import { applyActivity } from "./changes";
import type { Kind, Movement } from "./types";

const movement = (id: number, kind: Kind = "sale") =>
  ({ id, kind, version: id }) as Movement & {
    version: number;
  };
const change = (id: number, kind?: Kind) =>
  changeOf("stock.level_changed", { id: 7, version: id }, {
    cause: { movement: movement(id, kind) },
  } as never);
const ids = (client: QueryClient, kind: Kind | null) =>
  rowsOf(client.getQueryData<Pages<Movement>>(activityKeys.list(kind))).map((row) => row.id);

function setUp() {
  const client = new QueryClient();
  client.setQueryData(activityKeys.list(null), pagesOf([movement(1)]));
  client.setQueryData(activityKeys.list("sale"), pagesOf([movement(1)]));
  return client;
}

describe("the activity list", () => {
  it("grows at the top, newest first, each movement once", () => {
    const client = setUp();
    applyActivity(client, [change(2), change(3, "receive"), change(2)]);
    applyActivity(client, [change(3, "receive")]);
    expect(ids(client, null)).toEqual([3, 2, 1]);
    expect(ids(client, "sale")).toEqual([2, 1]);
  });

  it("stays bounded on a screen that is left open", () => {
    const client = setUp();
    const many = Array.from({ length: 1_200 }, (_, index) => change(index + 2));
    applyActivity(client, many);
    expect(ids(client, null)).toHaveLength(200);
    expect(ids(client, null)[0]).toBe(1_201);
  });
});

describe.each(exampleChanges("stock.level_changed"))(
  "the backend's example, seq $seq",
  (example) => {
    it("shows its movement, when it has one", () => {
      const client = setUp();
      applyActivity(client, [example]);
      const { movement: told } = example.cause as { movement?: Movement };
      if (told) expect(ids(client, null)).toContain(told.id);
    });
  },
);

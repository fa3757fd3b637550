import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "@/lib/api/client";
import { en } from "@/lib/i18n/en";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { changeOf, pagesOf } from "@/lib/testing/changes";
import { applyHolds, holdsIn, holdsRoom, latestHolds } from "./changes";
import { openFirst } from "./hold-list";
import { holdSchema, NO_HOLD, NO_LINE, toHold } from "./hold-schema";
import { holdKeys } from "./keys";
import { HOLD, LINE } from "./samples";
import { readUnits } from "@/lib/format/quantity";
import { choiceOf, openLines } from "./settle";
import { spanName } from "./span";
import type { Hold, HoldFilter } from "./types";

const over = (state: Hold["state"]): Hold => ({ ...HOLD, state, version: 2 });

function setUp(): QueryClient {
  const client = new QueryClient();
  client.setQueryData(holdKeys.list("held"), pagesOf([HOLD]));
  client.setQueryData(holdKeys.list("committed"), pagesOf<Hold>([]));
  client.setQueryData(holdKeys.list("all"), pagesOf([HOLD]));
  client.setQueryData(holdKeys.one(HOLD.id), HOLD);
  return client;
}
const shown = (client: QueryClient, filter: HoldFilter) =>
  rowsOf(client.getQueryData<Pages<Hold>>(holdKeys.list(filter)));

beforeEach(() => latestHolds.clear());

describe("a hold that changed", () => {
  it("leaves the list of the open ones and joins another", () => {
    const client = setUp();
    applyHolds(client, [over("committed")]);
    expect(shown(client, "held")).toEqual([]);
    expect(shown(client, "committed")).toEqual([over("committed")]);
    expect(shown(client, "all")).toEqual([over("committed")]);
    expect(client.getQueryData(holdKeys.one(HOLD.id))).toEqual(over("committed"));
  });

  it("does not come back by an answer that is older", () => {
    const client = setUp();
    applyHolds(client, [over("expired")]);
    applyHolds(client, [HOLD]);
    expect(shown(client, "held")).toEqual([]);
    expect(shown(client, "all")[0]?.state).toBe("expired");
  });

  it("joins on top when it is new", () => {
    const client = setUp();
    const newer = { ...HOLD, id: 5 };
    applyHolds(client, [newer]);
    expect(shown(client, "held").map((hold) => hold.id)).toEqual([5, 4]);
  });
});

describe("the feed of stock", () => {
  const level = { id: 7, version: 5 };
  const moved = (hold_id: number | null) =>
    changeOf("stock.level_changed", level, { cause: { kind: "movement", movement: { hold_id } } });
  const edited = changeOf("stock.level_changed", level, { cause: { kind: "edit" } });

  it("tells which holds changed, each once", () => {
    expect(holdsIn([moved(4), moved(null), edited, moved(9), moved(4)])).toEqual(new Set([4, 9]));
  });

  it("makes a hold on the screen be asked for, once for all of its lines", async () => {
    vi.useFakeTimers();
    const client = setUp();
    const answer = vi.spyOn(api, "get").mockResolvedValue(over("committed") as never);
    vi.spyOn(client.getQueryCache(), "findAll").mockReturnValue([{} as never]);
    holdsRoom.apply(client, [moved(4), moved(4)]);
    holdsRoom.apply(client, [moved(4)]);
    await vi.runAllTimersAsync();
    expect(answer).toHaveBeenCalledTimes(1);
    vi.mocked(client.getQueryCache().findAll).mockRestore();
    expect(shown(client, "held")).toEqual([]);
    answer.mockRestore();
    vi.useRealTimers();
  });
});

describe("the list", () => {
  it("has the open holds first", () => {
    const ids = openFirst([{ ...over("expired"), id: 9 }, HOLD, { ...HOLD, id: 2 }]);
    expect(ids.map((hold) => hold.id)).toEqual([4, 2, 9]);
  });
});

describe("what is settled", () => {
  const lines = [LINE, { ...LINE, line: 2, sku: "B-2", remaining: 1 }];

  it("is everything unless somebody types less", () => {
    expect(choiceOf(lines, ["3", "1"])).toEqual({ lines: null, isAll: true, units: 4 });
    expect(choiceOf(lines, ["２", "0"])).toEqual({
      lines: [{ sku: "A-17", location: "TYO-1", quantity: 2 }],
      isAll: false,
      units: 2,
    });
  });

  it.each([["4"], ["-1"], ["1.5"], [""], ["all"]])("is not %s of 3", (text) => {
    expect(choiceOf(lines, [text, "1"])).toBeNull();
  });

  it("leaves out the lines that are done", () => {
    expect(openLines({ ...HOLD, lines: [{ ...LINE, remaining: 0 }, LINE] })).toEqual([LINE]);
  });

  it("reads what people type", () => {
    expect([readUnits("１２"), readUnits("1,200"), readUnits("+1")]).toEqual([12, 1200, null]);
  });
});

describe("a new hold", () => {
  const good = { ...NO_HOLD, lines: [{ sku: " A-17 ", location: "TYO-1", quantity: "3" }] };
  const complaint = (values: object) =>
    holdSchema(en).safeParse({ ...good, ...values }).error?.issues[0]?.message;

  it("is sent as the contract wants it", () => {
    expect(complaint({})).toBeUndefined();
    expect(toHold({ ...good, reference: " order 7 " })).toEqual({
      lines: [{ sku: "A-17", location: "TYO-1", quantity: 3 }],
      ttl_seconds: 900,
      reference: "order 7",
    });
  });

  it("says what is missing", () => {
    expect(complaint({ lines: [NO_LINE] })).toBe(en.holds.skuRequired);
    expect(complaint({ lines: [{ ...good.lines[0], quantity: "0" }] })).toBe(
      en.holds.quantityPositive,
    );
    expect(complaint({ lines: [] })).toBeDefined();
  });

  it("says for how long in words", () => {
    expect([300, 3_600, 86_400].map((seconds) => spanName(en, seconds))).toEqual([
      "5 min",
      "1 h",
      "1 day",
    ]);
  });
});

import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import { ApiProblem } from "@/lib/api/problem";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { pagesOf } from "@/lib/testing/changes";
import { latestLevels, stockKeys } from "../api";
import { patchLevels } from "../changes";
import { LEVEL } from "../samples";
import type { Level } from "../types";
import { balanceNow, showOutcome, type Adjustment } from "./adjust-level";

const LIST = [...stockKeys.levels, { sort: "sku" }];
const by = (delta: number): Adjustment => ({
  level: LEVEL,
  wanted: { kind: "by", delta },
  seen: LEVEL.on_hand,
  reason: null,
  idempotencyKey: "k",
});

function setUp(): QueryClient {
  const client = new QueryClient();
  client.setQueryData(LIST, pagesOf([LEVEL]));
  return client;
}
const shown = (client: QueryClient) => rowsOf(client.getQueryData<Pages<Level>>(LIST))[0];

beforeEach(() => latestLevels.clear());

describe("an adjustment before its answer", () => {
  it("shows the outcome and can take it back", () => {
    const client = setUp();
    const takeBack = showOutcome(client, by(5));
    expect(shown(client)).toMatchObject({ on_hand: 17, available: 15, version: 4 });
    takeBack();
    expect(shown(client)).toEqual(LEVEL);
  });

  it("shows a count as the number that was counted", () => {
    const client = setUp();
    showOutcome(client, { ...by(0), wanted: { kind: "to", counted: 3 } });
    expect(shown(client)).toMatchObject({ on_hand: 3, available: 1, status: "low" });
  });

  it("leaves the server's word alone when it is taken back late", () => {
    const client = setUp();
    const takeBack = showOutcome(client, by(5));
    const heard = { ...LEVEL, on_hand: 9, available: 7, version: 5 };
    patchLevels(client, [heard]);
    takeBack();
    expect(shown(client)).toEqual(heard);
  });

  it("does not show first what is likely to be refused", () => {
    const client = setUp();
    showOutcome(client, by(-11))();
    expect(shown(client)).toEqual(LEVEL);
  });

  it("keeps a second change when the first one is refused", () => {
    const client = setUp();
    const first = showOutcome(client, by(5));
    showOutcome(client, by(-1));
    first();
    expect(shown(client)).toMatchObject({ on_hand: 11, available: 9 });
  });
});

describe("a refusal", () => {
  const stale = (document: Record<string, unknown>) =>
    new ApiProblem(409, "stale_version", "9 are on hand, not 12.", null, [], document);

  it("tells the balance by now when the number was an old one", () => {
    expect(balanceNow(stale({ current: { ...LEVEL, on_hand: 9 } }))).toBe(9);
    expect(balanceNow(stale({}))).toBeNull();
  });

  it("is no such thing for any other reason", () => {
    const document = { current: { ...LEVEL, on_hand: 9 } };
    const problem = new ApiProblem(409, "insufficient_stock", "", null, [], document);
    expect(balanceNow(problem)).toBeNull();
  });
});

import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { changeOf, pagesOf } from "@/lib/testing/changes";
import { exampleChanges } from "@/lib/testing/frames";
import { applyProposals, approvalsRoom, bringUp, latestProposals } from "./changes";
import { newsFor, onDecided } from "./decisions";
import { approvalKeys } from "./keys";
import { HEARD, PROPOSAL, REJECTED } from "./samples";
import type { ListName, Proposal } from "./types";

const TYPE = "price.proposal_changed";
const PENDING: ListName = { state: "pending", by: null };
const ALL: ListName = { state: "all", by: null };
const MINE: ListName = { state: "all", by: "somebody@else" };

function setUp(...proposals: Proposal[]): QueryClient {
  const client = new QueryClient();
  for (const name of [PENDING, ALL]) {
    client.setQueryData(approvalKeys.list(name), pagesOf(proposals));
  }
  client.setQueryData(approvalKeys.list(MINE), pagesOf<Proposal>([]));
  return client;
}
const shown = (client: QueryClient, name: ListName) =>
  rowsOf(client.getQueryData<Pages<Proposal>>(approvalKeys.list(name)));
const proposed = changeOf(TYPE, HEARD);
const rejected = changeOf(TYPE, REJECTED);

beforeEach(() => {
  vi.useFakeTimers();
  latestProposals.clear();
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

describe("a proposal", () => {
  it("joins what waits, and leaves it when somebody decides", () => {
    const client = setUp();
    approvalsRoom.apply(client, [proposed]);
    expect(shown(client, PENDING)).toEqual([HEARD]);
    expect(shown(client, MINE)).toEqual([]);
    approvalsRoom.apply(client, [rejected]);
    expect(shown(client, PENDING)).toEqual([]);
    expect(shown(client, ALL)).toEqual([REJECTED]);
  });

  it("keeps the margins that were answered, for the feed tells none", () => {
    const client = setUp(PROPOSAL);
    approvalsRoom.apply(client, [rejected]);
    const [row] = shown(client, ALL);
    expect(row?.state).toBe("rejected");
    expect(row?.impact).toEqual(PROPOSAL.impact);
  });

  it("keeps them by the answer to a decision too", () => {
    const client = setUp(PROPOSAL);
    applyProposals(client, [REJECTED]);
    expect(shown(client, ALL)[0]?.impact).toEqual(PROPOSAL.impact);
  });

  it("is asked for when only the feed told of it, and then has its margins", async () => {
    const client = setUp();
    const ask = vi.spyOn(client, "invalidateQueries");
    approvalsRoom.apply(client, [proposed]);
    await vi.runAllTimersAsync();
    expect(ask).toHaveBeenCalledWith({ queryKey: approvalKeys.lists });
    expect(rowsOf(bringUp(PENDING, pagesOf([PROPOSAL])))).toEqual([PROPOSAL]);
  });

  it("is not waiting again by an answer that is older", () => {
    approvalsRoom.apply(setUp(), [proposed, rejected]);
    expect(rowsOf(bringUp(PENDING, pagesOf([PROPOSAL])))).toEqual([]);
  });
});

describe("the proposer", () => {
  it("is told once, however often the frame comes", () => {
    const told: Proposal[] = [];
    const stop = onDecided((proposal) => told.push(proposal));
    const client = setUp();
    approvalsRoom.apply(client, [proposed]);
    approvalsRoom.apply(client, [rejected, rejected]);
    approvalsRoom.apply(client, [rejected]);
    stop();
    approvalsRoom.apply(client, [changeOf(TYPE, { ...REJECTED, id: 9 })]);
    expect(told).toEqual([REJECTED]);
  });

  it("hears only of their own, and not of what they did themselves", () => {
    expect(newsFor("pricer@localhost", REJECTED)).toBe("rejected");
    expect(newsFor("approver@localhost", REJECTED)).toBeNull();
    expect(newsFor("pricer@localhost", PROPOSAL)).toBeNull();
    const own = { ...REJECTED, state: "withdrawn", decided_by: "pricer@localhost" } as const;
    expect(newsFor("pricer@localhost", own)).toBeNull();
    expect(newsFor("pricer@localhost", { ...REJECTED, state: "expired", decided_by: null })).toBe(
      "expired",
    );
  });
});

describe("the backend's examples", () => {
  const examples = exampleChanges(TYPE);

  it("are there", () => {
    expect(examples.length).toBeGreaterThan(1);
  });

  it("end in the list of their state", () => {
    const client = setUp();
    approvalsRoom.apply(client, examples);
    const last = examples.at(-1)?.after as Proposal;
    expect(shown(client, ALL)[0]).toEqual(last);
    expect(shown(client, PENDING).length).toBe(last.state === "pending" ? 1 : 0);
  });
});

// What does a frame of `price:updates` do to the proposals that are on the screen?
import type { QueryClient } from "@tanstack/react-query";
import { Latest, mergeByVersion } from "@/lib/query/merge";
import { bounded } from "@/lib/query/bounded";
import { freshen, prependRows, rowsOf, type Pages } from "@/lib/query/pages";
import { soon } from "@/lib/query/soon";
import type { Change } from "@/lib/stream/protocol";
import type { LiveRoom } from "@/lib/live/room";
import { tellDecided } from "./decisions";
import { approvalKeys } from "./keys";
import type { ListName, Proposal } from "./types";

const ASK_WAIT_MS = 300;
const ASK_APART_MS = 3_000;

/** What was heard lately: an answer that was read earlier but comes later must not undo it. */
export const latestProposals = new Latest<Proposal>(500);

const askSoon = soon(ASK_WAIT_MS, ASK_APART_MS);

function isProposalChange(change: Change): change is Change<Proposal> {
  return change.type === "price.proposal_changed";
}

export function belongs({ state, by }: ListName, proposal: Proposal): boolean {
  if (state === "pending" && proposal.state !== "pending") return false;
  return by === null || proposal.proposed_by === by;
}

/** A list with the newest word on each proposal: it joins, changes in place, or leaves. */
export function bringUp(
  name: ListName,
  data: Pages<Proposal>,
  heard: readonly Proposal[] = latestProposals.values(),
): Pages<Proposal> {
  const joining = heard.filter((proposal) => belongs(name, proposal));
  const joined = prependRows(freshen(data, latestProposals), joining) ?? data;
  if (rowsOf(joined).every((proposal) => belongs(name, proposal))) return joined;
  const pages = joined.pages.map((page) => ({
    ...page,
    items: page.items.filter((proposal) => belongs(name, proposal)),
  }));
  return { ...joined, pages };
}

function listsIn(client: QueryClient) {
  return client
    .getQueryCache()
    .findAll({ queryKey: approvalKeys.lists })
    .map(({ queryKey }) => ({ queryKey, name: queryKey[2] as ListName }));
}

function known(client: QueryClient, id: number): Proposal | undefined {
  const one = client.getQueryData<Proposal>(approvalKeys.one(id));
  if (one) return one;
  return listsIn(client)
    .flatMap(({ queryKey }) => rowsOf(client.getQueryData<Pages<Proposal>>(queryKey)))
    .find((proposal) => proposal.id === id);
}

/** The feed goes to everybody, so it says nothing of margins, nor does the answer to a decision:
 * those that were answered before stay. */
function withMargins(client: QueryClient, proposal: Proposal): Proposal {
  const before = known(client, proposal.id);
  if (!before || proposal.impact.margin_percent_after !== null) return proposal;
  const { margin_percent_before, margin_percent_after } = before.impact;
  return {
    ...proposal,
    impact: { ...proposal.impact, margin_percent_before, margin_percent_after },
  };
}

export function applyProposals(client: QueryClient, told: readonly Proposal[]): void {
  const proposals = told.map((proposal) => withMargins(client, proposal));
  for (const proposal of proposals) latestProposals.note(proposal);
  const newest = proposals.map((proposal) => latestProposals.newest(proposal));
  for (const { queryKey, name } of listsIn(client)) {
    client.setQueryData<Pages<Proposal>>(
      queryKey,
      (data) => data && bounded(client, queryKey, bringUp(name, data, newest)),
    );
  }
  for (const proposal of newest) {
    client.setQueryData<Proposal>(
      approvalKeys.one(proposal.id),
      (one) => one && mergeByVersion(one, proposal),
    );
  }
}

/** Whether one of the prices that a proposal on the screen waits for is another now. */
function movesPending(client: QueryClient, changes: readonly Change[]): boolean {
  const moved = new Set(
    changes
      .filter(({ type }) => type === "price.changed")
      .map(({ after }) => (after as { item_id: number }).item_id),
  );
  if (moved.size === 0) return false;
  return listsIn(client)
    .flatMap(({ queryKey }) => rowsOf(client.getQueryData<Pages<Proposal>>(queryKey)))
    .some(
      ({ state, lines }) => state === "pending" && lines.some((line) => moved.has(line.item_id)),
    );
}

function askForNow(client: QueryClient): void {
  askSoon(() => void client.invalidateQueries({ queryKey: approvalKeys.lists }));
}

function applyChanges(client: QueryClient, changes: readonly Change[]): void {
  const heard = changes.filter(isProposalChange).map(({ after }) => withMargins(client, after));
  if (heard.length === 0) {
    if (movesPending(client, changes)) askForNow(client);
    return;
  }
  const isUnknown = heard.some(({ id }) => !known(client, id));
  const news = heard.filter((proposal) => latestProposals.note(proposal));
  applyProposals(client, heard);
  for (const proposal of news) if (proposal.state !== "pending") tellDecided(proposal);
  // Who may see costs gets the margins with an answer of their own.
  if (isUnknown) askSoon(() => void client.invalidateQueries({ queryKey: approvalKeys.lists }));
}

export const approvalsRoom: LiveRoom = {
  channel: "price:updates",
  apply: applyChanges,
  keys: [approvalKeys.all],
  forget: () => {
    latestProposals.clear();
  },
};

// What is asked of the API about proposals, and how is one decided?
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { toProblem } from "@/lib/api/problem";
import { liveSharing } from "@/lib/query/pages";
import { applyProposals, bringUp, latestProposals } from "./changes";
import { approvalKeys } from "./keys";
import type { ListName, Proposal, Verdict } from "./types";

const PAGE = 50;

export const EVERYTHING_PENDING: ListName = { state: "pending", by: null };

export const proposalsQuery = (name: ListName) =>
  infiniteQueryOptions({
    queryKey: approvalKeys.list(name),
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/v1/price-approvals", {
        query: {
          limit: PAGE,
          mine: name.by !== null,
          ...(name.state === "all" ? {} : { state: name.state }),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    structuralSharing: liveSharing<Proposal>((data) => bringUp(name, data)),
  });

export const proposalQuery = (id: number) =>
  queryOptions({
    queryKey: approvalKeys.one(id),
    queryFn: async ({ signal }) =>
      latestProposals.newest(
        await api.get("/api/v1/price-approvals/{proposal_id}", {
          path: { proposal_id: id },
          signal,
        }),
      ),
  });

/** How many others may approve; asked only where it matters. */
export const approversQuery = (enabled: boolean) =>
  queryOptions({
    queryKey: approvalKeys.approvers,
    queryFn: ({ signal }) => api.get("/api/v1/price-approvals/approvers", { signal }),
    enabled,
    staleTime: 10_000,
  });

interface Decision {
  id: number;
  verdict: Verdict;
  reason: string | null;
  /** Of an approval of what one proposed oneself, where nobody else may approve. */
  alone?: boolean;
  idempotencyKey: string;
}

function send({ id, verdict, reason, alone = false, idempotencyKey }: Decision) {
  const path = { proposal_id: id };
  if (verdict === "reject") {
    const body = { reason: reason ?? "" };
    return api.post("/api/v1/price-approvals/{proposal_id}/reject", { path, body, idempotencyKey });
  }
  return verdict === "approve"
    ? api.post("/api/v1/price-approvals/{proposal_id}/approve", {
        path,
        body: { reason, confirm_alone: alone },
        idempotencyKey,
      })
    : api.post("/api/v1/price-approvals/{proposal_id}/withdraw", {
        path,
        body: { reason },
        idempotencyKey,
      });
}

/** A refusal may bring the proposal as it is now; if not, it is asked for. */
export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: ({ proposal }) => applyProposals(client, [proposal]),
    onError: (error) => {
      const problem = toProblem(error);
      const current = problem.document.current as Partial<Proposal> | undefined;
      if (current?.lines && current.state) applyProposals(client, [current as Proposal]);
      else if (!problem.isTransient) void client.invalidateQueries({ queryKey: approvalKeys.all });
    },
  });
}

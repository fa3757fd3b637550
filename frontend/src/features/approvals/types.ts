// The words of this room, as the contract writes them.
import type { RowOf } from "@/lib/api/types";

export type Proposal = RowOf<"/api/v1/price-approvals">;
export type ProposalState = Proposal["state"];
export type ProposalLine = Proposal["lines"][number];

/** What somebody does with a proposal that waits. */
export type Verdict = "approve" | "reject" | "withdraw";

export interface ListName {
  state: "pending" | "all";
  /** Only what this person proposed; null for everybody's. */
  by: string | null;
}

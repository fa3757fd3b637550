"use client";

import { ProposalInbox } from "@/features/approvals/inbox";
import {
  ProposalFilter,
  showAllProposals,
  useChosenProposal,
  useProposer,
} from "@/features/approvals/proposal-filter";
import { useMe } from "@/lib/session/session";
import { openItem } from "../../item-drawer";

export default function ApprovalsPage() {
  const { email } = useMe();
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-4xl p-3 sm:px-4 sm:py-5">
        <div className="mb-4 flex justify-end">
          <ProposalFilter />
        </div>
        <ProposalInbox
          by={useProposer(email)}
          chosen={useChosenProposal()}
          onShowAll={showAllProposals}
          onOpen={openItem}
        />
      </div>
    </div>
  );
}

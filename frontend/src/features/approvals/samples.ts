// A proposal as the API tells it, for tests.
import type { Proposal } from "./types";

export const PROPOSAL: Proposal = {
  id: 2,
  kind: "base",
  state: "pending",
  title: "A-17: 1980 → 198 JPY",
  proposed_by: "pricer@localhost",
  reason: "spring",
  override_reason: null,
  lines: [
    {
      item_id: 7,
      sku: "A-17",
      item_name: "Blue mug 300 ml",
      price_list: "default",
      currency: "JPY",
      before: "1980",
      amount: "198",
      change_percent: "-90.00",
      units_on_hand: 9,
      hits: [
        {
          rule: "max_decrease",
          mode: "approve",
          guard_id: 1,
          guard_name: "Everything",
          price_list: "default",
          amount: "198",
          limit: "30",
          value: "90",
        },
      ],
    },
  ],
  lines_total: 1,
  impact: {
    items: 1,
    units_on_hand: 9,
    value_before: "17820",
    value_after: "1782",
    margin_percent_before: "45.50",
    margin_percent_after: "-444.44",
  },
  bulk_id: null,
  decided_by: null,
  decision_reason: null,
  confirmed_alone: false,
  inactive_approvers: [],
  created_at: "2026-03-01T09:30:00Z",
  expires_at: "2026-03-08T09:30:00Z",
  decided_at: null,
  version: 1,
};

/** As the feed tells it, which knows no margins. */
export const HEARD: Proposal = {
  ...PROPOSAL,
  impact: { ...PROPOSAL.impact, margin_percent_before: null, margin_percent_after: null },
};

export const REJECTED: Proposal = {
  ...HEARD,
  state: "rejected",
  decided_by: "approver@localhost",
  decision_reason: "a digit is missing",
  decided_at: "2026-03-01T09:33:00Z",
  version: 2,
};

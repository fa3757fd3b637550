// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, ApiProblem } from "@/lib/api/client";
import { createFormat } from "@/lib/format/format";
import { en } from "@/lib/i18n/en";
import { I18nProvider } from "@/lib/i18n/provider";
import { SessionProvider, type Me } from "@/lib/session/session";
import { DecideDialog } from "./decide-dialog";
import { ProposalCard } from "./proposal-card";
import { PROPOSAL, REJECTED } from "./samples";
import type { Proposal, Verdict } from "./types";
import { refusalWords } from "./words";

const format = createFormat("en");
const words = en.approvals;
// On a machine that may be busy.
const PATIENT = { timeout: 10_000 };

beforeEach(() => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Around({ me, children }: { me: Partial<Me>; children: React.ReactNode }) {
  const who = { id: 1, name: "", role: "approver", scopes: [], email: "", ...me } as Me;
  return (
    <I18nProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider me={who}>{children}</SessionProvider>
      </QueryClientProvider>
    </I18nProvider>
  );
}

function decide(verdict: Verdict, onDecide = vi.fn()) {
  const onClose = vi.fn();
  render(
    <Around me={{}}>
      <DecideDialog
        deciding={{ proposal: PROPOSAL, verdict }}
        onClose={onClose}
        onDecide={onDecide}
      />
    </Around>,
  );
  return onClose;
}

describe("a confirmation of what one proposed oneself", { timeout: 30_000 }, () => {
  it("asks why it is right, and says that nobody else decides", async () => {
    const post = vi.spyOn(api, "post").mockResolvedValue({ proposal: REJECTED, prices: [] });
    render(
      <Around me={{ email: PROPOSAL.proposed_by }}>
        <DecideDialog
          deciding={{ proposal: PROPOSAL, verdict: "approve" }}
          onClose={vi.fn()}
          onDecide={vi.fn()}
        />
      </Around>,
    );
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: words.confirmAlone }));
    expect(screen.getByText(words.aloneReasonRequired)).toBeTruthy();
    expect(post).not.toHaveBeenCalled();
    await user.type(screen.getByRole("textbox"), "a typo");
    await user.click(screen.getByRole("button", { name: words.confirmAlone }));
    await waitFor(() => expect(post).toHaveBeenCalledOnce(), PATIENT);
    expect(post.mock.calls[0]?.[1]).toMatchObject({
      body: { reason: "a typo", confirm_alone: true },
    });
  });
});

describe("a rejection", { timeout: 30_000 }, () => {
  it("asks for the reason, and sends it", async () => {
    const post = vi.spyOn(api, "post").mockResolvedValue({ proposal: REJECTED, prices: [] });
    const onClose = decide("reject");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: words.reject }));
    expect(await screen.findByRole("alert", {}, PATIENT)).toHaveTextContent(
      words.rejectReasonRequired,
    );
    expect(post).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText(words.rejectReason), "a digit is missing");
    await user.click(screen.getByRole("button", { name: words.reject }));
    await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
    expect(post.mock.calls[0]?.[1]).toMatchObject({
      path: { proposal_id: 2 },
      body: { reason: "a digit is missing" },
    });
  });
});

describe("an approval that came too late", { timeout: 30_000 }, () => {
  it("says so plainly and stays open", async () => {
    vi.spyOn(api, "post").mockRejectedValue(
      new ApiProblem(409, "proposal_decided", "decided", null, [], { current: REJECTED }),
    );
    const onClose = decide("approve");
    await userEvent.setup().click(screen.getByRole("button", { name: words.approve }));
    expect(await screen.findByRole("alert", {}, PATIENT)).toHaveTextContent(
      words.conflict.decidedAs(words.states.rejected, "approver@localhost"),
    );
    expect(onClose).not.toHaveBeenCalled();
  });

  it("offers to reject what still waits, and not to approve it again", async () => {
    const hits = PROPOSAL.lines[0]?.hits;
    vi.spyOn(api, "post").mockRejectedValue(
      new ApiProblem(409, "price_blocked", "blocked", null, [], { hits }),
    );
    const onDecide = vi.fn();
    decide("approve", onDecide);
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: words.approve }));
    const alert = await screen.findByRole("alert", {}, PATIENT);
    expect(alert).toHaveTextContent(words.conflict.blocked);
    expect(alert).toHaveTextContent("Falls by 90%");
    expect(screen.queryByRole("button", { name: words.approve })).toBeNull();
    await user.click(screen.getByRole("button", { name: words.rejectInstead }));
    expect(onDecide).toHaveBeenCalledWith({ proposal: PROPOSAL, verdict: "reject" });
  });

  it.each([
    ["stale_version", { amount: "2100", currency: "JPY" }, "The price is ¥2,100 now."],
    ["item_archived", {}, words.conflict.archived],
    ["own_proposal", {}, words.conflict.own],
    ["proposal_decided", { state: "expired" }, words.conflict.expired],
  ])("knows %s", (code, current, expected) => {
    const problem = new ApiProblem(409, code, "", null, [], { current });
    expect(refusalWords(problem, en, format)).toContain(expected);
  });
});

describe("a card", () => {
  const show = (me: Partial<Me>, proposal: Proposal = PROPOSAL) =>
    render(
      <Around me={me}>
        <ProposalCard proposal={proposal} onDecide={vi.fn()} onOpen={vi.fn()} />
      </Around>,
    );
  const names = () => screen.queryAllByRole("button").map((each) => each.textContent);

  it("lets somebody else decide", () => {
    show({ email: "approver@localhost", scopes: ["price:approve"] });
    expect(names()).toEqual(["Blue mug 300 ml", words.reject, words.approve]);
    expect(screen.getByText("¥198")).toBeVisible();
    expect(screen.getByText(/Falls by 90%/)).toBeVisible();
  });

  it("explains to its proposer why they cannot", () => {
    show({ email: PROPOSAL.proposed_by, scopes: ["price:approve"] });
    expect(names()).toEqual(["Blue mug 300 ml", words.withdraw]);
    expect(screen.getByText(words.ownWaits)).toBeVisible();
  });

  it("tells whoever may not decide who will", () => {
    show({ email: "viewer@localhost" });
    expect(names()).toEqual(["Blue mug 300 ml"]);
    expect(screen.getByText(words.needsApprover)).toBeVisible();
  });

  it("says of a decided one who decided it, and why", () => {
    show({ email: "approver@localhost", scopes: ["price:approve"] }, REJECTED);
    expect(names()).toEqual(["Blue mug 300 ml"]);
    expect(screen.getByText("Rejected by approver@localhost")).toBeVisible();
    expect(screen.getByText("a digit is missing")).toBeVisible();
  });
});

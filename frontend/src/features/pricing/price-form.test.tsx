// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "@/lib/api/client";
import { ApiProblem } from "@/lib/api/problem";
import { en } from "@/lib/i18n/en";
import { I18nProvider } from "@/lib/i18n/provider";
import { PriceForm } from "./price-form";
import { ITEM, PRICE } from "./samples";
import type { Preview, PriceResult } from "./types";

const HIT: Preview["hits"][number] = {
  rule: "max_decrease",
  mode: "block",
  guard_id: 1,
  guard_name: "House",
  price_list: "default",
  amount: "900",
  limit: "30",
  value: "-54.55",
};
const PASS: Preview = {
  outcome: "pass",
  hits: [],
  lines: [],
  impact: {
    items: 1,
    units_on_hand: 7,
    value_before: "13860",
    value_after: "14000",
    margin_percent_before: null,
    margin_percent_after: null,
  },
};
const BLOCK: Preview = { ...PASS, outcome: "block", hits: [HIT] };

// A busy machine types slowly.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

const put = vi.spyOn(api, "put");
const post = vi.spyOn(api, "post");

beforeEach(() => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
  put.mockReset();
  post.mockReset();
});
afterEach(cleanup);

function show() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <I18nProvider>
      <QueryClientProvider client={client}>
        <PriceForm price={ITEM} />
      </QueryClientProvider>
    </I18nProvider>,
  );
  return userEvent.setup();
}
const amount = () => screen.getByLabelText(en.pricing.amount);
const button = (name: string) => screen.getByRole("button", { name });
const sent = () => (put.mock.calls[0]?.[1] as { body: object } | undefined)?.body;
const set = (price: Partial<PriceResult>) =>
  put.mockResolvedValue({ price: null, change: null, hits: [], proposal: null, ...price } as never);

describe("setting a base price", () => {
  it("says that the guard lets it through, and sends it over what was seen", async () => {
    post.mockResolvedValue(PASS as never);
    set({ price: { ...PRICE, amount: "2000", base: "2000", version: 3 } });
    const user = show();
    await user.type(amount(), "2,000");
    expect(await screen.findByText(en.prices.passes)).toBeTruthy();
    await user.click(button(en.pricing.submit));
    await waitFor(() => expect(sent()).toMatchObject({ amount: "2000", expected_version: 2 }));
    expect(sent()).not.toHaveProperty("override_reason");
  });

  it("shows what blocks it before anything is sent, and asks for approval with a reason", async () => {
    post.mockResolvedValue(BLOCK as never);
    set({});
    const user = show();
    await user.type(amount(), "900");
    const ask = await screen.findByRole("button", { name: en.prices.askApproval });
    expect(screen.getByText(/Falls by 54.55%; at most 30%/)).toBeTruthy();
    await user.click(ask);
    expect(await screen.findByText(en.prices.reasonRequired)).toBeTruthy();
    expect(put).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText(en.prices.overrideReason), "clearance");
    await user.click(ask);
    await waitFor(() =>
      expect(sent()).toMatchObject({ amount: "900", override_reason: "clearance" }),
    );
  });

  it("offers the same when only the server knew", async () => {
    post.mockResolvedValue(PASS as never);
    const hits = [HIT];
    put.mockRejectedValueOnce(
      new ApiProblem(409, "price_blocked", "blocked", null, [], { hits }) as never,
    );
    const user = show();
    await user.type(amount(), "900");
    await user.click(button(en.pricing.submit));
    expect(await screen.findByText(en.prices.blockedTitle)).toBeTruthy();
    expect(button(en.prices.askApproval)).toBeTruthy();
  });

  it("tells who was slower that the price is another by now", async () => {
    post.mockResolvedValue(PASS as never);
    put.mockRejectedValueOnce(new ApiProblem(409, "stale_version", "stale") as never);
    const user = show();
    await user.type(amount(), "2100");
    await user.click(button(en.pricing.submit));
    expect(await screen.findByText(en.pricing.moved)).toBeTruthy();
  });
});

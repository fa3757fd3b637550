// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, ApiProblem } from "@/lib/api/client";
import { en } from "@/lib/i18n/en";
import { I18nProvider } from "@/lib/i18n/provider";
import { ListForm } from "./list-form";
import { newList, valuesOf } from "./list-schema";
import { listOf, WEB } from "./samples";
import type { PriceList } from "./types";

const words = en.priceLists;
const LISTS = [listOf("default", { name: "Default", currency: "JPY" }), WEB];
const HIT = {
  ...{ rule: "floor", mode: "block", guard_id: 1, guard_name: "Web floor", price_list: "web" },
  ...{ amount: "990", limit: "1700", value: "990" },
};

beforeEach(() => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function open(list: PriceList | null) {
  const onClose = vi.fn();
  const initial = list ? valuesOf(list) : newList("default", "Asia/Tokyo");
  render(
    <I18nProvider>
      <QueryClientProvider client={new QueryClient()}>
        <ListForm list={list} lists={LISTS} initial={initial} onClose={onClose} />
      </QueryClientProvider>
    </I18nProvider>,
  );
  return { onClose, user: userEvent.setup() };
}

const press = (name: string) => screen.getByRole("button", { name });

function fill(label: string, value: string) {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
}

describe("a new rule that the guard blocks", () => {
  it("is sent again with the reason, and waits", async () => {
    const blocked = new ApiProblem(409, "price_blocked", "", null, [], { hits: [HIT] });
    const waits = { price_list: WEB, proposal: { lines_total: 12 }, changed: 0, hits: [HIT] };
    const patch = vi.spyOn(api, "patch").mockRejectedValueOnce(blocked).mockResolvedValue(waits);
    const { onClose, user } = open(WEB);
    fill(words.percent, "50");
    expect(screen.getByRole("status")).toHaveTextContent("50% less than Default, rounded to ¥10");
    await user.click(press(words.save));
    expect(await screen.findByTestId("blocked")).toHaveTextContent("Web floor");
    expect(screen.getByTestId("blocked")).toHaveTextContent("¥1,700");

    await user.click(press(en.prices.askApproval));
    expect(screen.getByTestId("blocked")).toHaveTextContent(en.prices.reasonRequired);
    expect(patch).toHaveBeenCalledOnce();
    fill(en.prices.overrideReason, "agreed");
    await user.click(press(en.prices.askApproval));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(patch.mock.calls[1]?.[1]).toMatchObject({
      body: {
        rule: { kind: "percent", value: "-50" },
        override_reason: "agreed",
        expected_version: 3,
      },
    });
  });

  it("is forgotten when it is changed", async () => {
    const blocked = new ApiProblem(409, "price_blocked", "", null, [], { hits: [HIT] });
    vi.spyOn(api, "patch").mockRejectedValue(blocked);
    const { user } = open(WEB);
    fill(words.percent, "50");
    await user.click(press(words.save));
    await screen.findByTestId("blocked");
    fill(words.percent, "20");
    expect(screen.queryByTestId("blocked")).toBeNull();
    expect(press(words.save)).toBeInTheDocument();
  });
});

describe("what else goes wrong", () => {
  it("a code that is taken is said at its field", async () => {
    const taken = new ApiProblem(409, "price_list_code_taken", "");
    vi.spyOn(api, "post").mockRejectedValue(taken);
    const { user } = open(null);
    fill(words.name, "Web");
    fill(words.code, "web");
    fill(words.percent, "5");
    await user.click(press(words.save));
    expect(await screen.findByText(words.codeTaken)).toBeInTheDocument();
  });

  it("a list that somebody else changed is looked at again", async () => {
    vi.spyOn(api, "patch").mockRejectedValue(new ApiProblem(409, "stale_version", ""));
    const { user, onClose } = open(WEB);
    fill(words.name, "Shop");
    await user.click(press(words.save));
    expect(await screen.findByText(words.stale)).toBeInTheDocument();
    expect(onClose).not.toHaveBeenCalled();
  });

  it("nothing is sent where nothing differs", async () => {
    const patch = vi.spyOn(api, "patch");
    const { user, onClose } = open(WEB);
    await user.click(press(words.save));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(patch).not.toHaveBeenCalled();
  });

  it("a write without an answer is tried again under the same key", async () => {
    const silence = new ApiProblem(0, "network", "");
    const patch = vi.spyOn(api, "patch").mockRejectedValue(silence);
    const { user } = open(WEB);
    fill(words.name, "Shop");
    await user.click(press(words.save));
    await screen.findByRole("alert");
    await user.click(press(words.save));
    await waitFor(() => expect(patch).toHaveBeenCalledTimes(2));
    const [first, second] = patch.mock.calls.map(([, options]) => options);
    expect(first).toMatchObject({ idempotencyKey: expect.any(String) as string });
    expect((second as { idempotencyKey: string }).idempotencyKey).toBe(
      (first as { idempotencyKey: string }).idempotencyKey,
    );
  });
});

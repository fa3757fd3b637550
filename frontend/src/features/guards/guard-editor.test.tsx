// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, ApiProblem } from "@/lib/api/client";
import { en } from "@/lib/i18n/en";
import { I18nProvider } from "@/lib/i18n/provider";
import { SessionProvider, type Me } from "@/lib/session/session";
import { GuardEditor } from "./guard-editor";
import { guardOf } from "./samples";
import type { Guard, Preview } from "./types";

const words = en.guards;
const PREVIEW: Preview = {
  changes: 12,
  caught_total: 3,
  by_rule: { max_increase: 3 },
  caught: [],
  prices: 40,
  breaking_total: 0,
  breaking: [],
};

beforeEach(() => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
  vi.spyOn(api, "get").mockResolvedValue({ items: [], next_cursor: null } as never);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function edit(scopes: string[], opened: Guard | null = null) {
  const me: Me = { id: 1, name: "", email: "a@localhost", role: "approver", scopes };
  const [onClose, client] = [vi.fn(), new QueryClient()];
  const showing = (guard: Guard | null) => (
    <I18nProvider>
      <QueryClientProvider client={client}>
        <SessionProvider me={me}>
          <GuardEditor guard={guard} onClose={onClose} onOpenItem={vi.fn()} />
        </SessionProvider>
      </QueryClientProvider>
    </I18nProvider>
  );
  const { rerender } = render(showing(opened));
  const hear = (guard: Guard) => rerender(showing(guard));
  return { user: userEvent.setup({ delay: null }), onClose, hear };
}

// Many fields, on a machine that may be busy.
describe("the editor", { timeout: 30_000 }, () => {
  it("shows what the guard would have caught, before it has a name", async () => {
    const post = vi.spyOn(api, "post").mockResolvedValue(PREVIEW as never);
    edit(["price:approve"]);
    expect(screen.getByText(words.preview.incomplete)).toBeVisible();
    const field = screen.getByLabelText(words.fields.max_increase_percent);
    fireEvent.change(field, { target: { value: "30" } });
    const sum = words.preview.caught("3", "12");
    expect(await screen.findByText(sum, {}, { timeout: 20_000 })).toBeVisible();
    expect(screen.getByText(words.preview.breakingNone)).toBeVisible();
    expect(post).toHaveBeenCalledTimes(1);
    expect(post.mock.calls[0]?.[0]).toBe("/api/v1/price-guards/preview");
    expect(post.mock.calls[0]?.[1]).toMatchObject({
      body: { max_increase_percent: "30", days: 30, replaces: null },
    });
  });

  it("says what the server refuses, and stays", async () => {
    const refusal = new ApiProblem(409, "guard_exists", "exists");
    vi.spyOn(api, "post").mockImplementation((path) =>
      path === "/api/v1/price-guards" ? Promise.reject(refusal) : Promise.resolve(PREVIEW as never),
    );
    const { user, onClose } = edit(["price:approve"]);
    await user.type(screen.getByLabelText(words.name), "Wide");
    await user.type(screen.getByLabelText(words.fields.max_decrease_percent), "30");
    await user.click(screen.getByText(words.save));
    await waitFor(
      () => expect(screen.getByRole("alert")).toHaveTextContent(en.errors.codes.guard_exists ?? ""),
      { timeout: 20_000 },
    );
    expect(onClose).not.toHaveBeenCalled();
  });

  it("is only read by whoever may not approve prices", () => {
    edit([]);
    expect(screen.queryByRole("button", { name: words.save })).toBeNull();
    expect(screen.getByLabelText(words.name)).toBeDisabled();
  });

  it("shows what somebody else saves, and gives up nothing that was typed unasked", async () => {
    vi.spyOn(api, "post").mockResolvedValue(PREVIEW as never);
    const { user, hear } = edit(["price:approve"], guardOf(1, { name: "First" }));
    const name = () => screen.getByLabelText(words.name);
    hear(guardOf(1, { name: "Second", version: 2 }));
    expect(name()).toHaveValue("Second");
    fireEvent.change(name(), { target: { value: "Mine" } });
    hear(guardOf(1, { name: "Third", version: 3, updated_by: "kanda@localhost" }));
    expect(await screen.findByRole("status")).toHaveTextContent(
      words.changedMeanwhile("kanda@localhost"),
    );
    expect(name()).toHaveValue("Mine");
    await user.click(screen.getByRole("button", { name: words.showTheirs }));
    expect(name()).toHaveValue("Third");
    expect(screen.queryByText(words.showTheirs)).toBeNull();
  });
});

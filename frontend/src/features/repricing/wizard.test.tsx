// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "@/lib/api/client";
import { en } from "@/lib/i18n/en";
import { I18nProvider } from "@/lib/i18n/provider";
import { SessionProvider, type Me } from "@/lib/session/session";
import { ApplyDialog } from "./apply-dialog";
import { BULK, TOTALS } from "./samples";
import type { Bulk } from "./types";
import { Wizard } from "./wizard";

const words = en.repricing;
const ME: Me = {
  id: 1,
  name: "",
  email: "pricer@localhost",
  role: "pricer",
  scopes: ["price:write", "cost:read"],
};

beforeEach(() => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
  vi.spyOn(api, "get").mockResolvedValue({ items: [], next_cursor: null } as never);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function show(children: React.ReactNode) {
  render(
    <I18nProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider me={ME}>{children}</SessionProvider>
      </QueryClientProvider>
    </I18nProvider>,
  );
  return userEvent.setup({ delay: null });
}
const click = (user: ReturnType<typeof userEvent.setup>, name: string) =>
  user.click(screen.getByText(name, { selector: "button" }));
// Many fields are filled in, on a machine that may be busy.
const PATIENCE_MS = 30_000;
const PATIENT = { timeout: 10_000 };

describe("the wizard", { timeout: PATIENCE_MS }, () => {
  it("asks which prices, then what becomes of them, and makes the preview", async () => {
    const post = vi.spyOn(api, "post").mockResolvedValue(BULK as never);
    const onMade = vi.fn();
    const user = show(<Wizard like={null} onMade={onMade} onCancel={vi.fn()} />);
    await user.type(screen.getByLabelText(words.skus), "A-17, B-2");
    await click(user, words.next);
    await user.type(await screen.findByLabelText(words.value, {}, PATIENT), "10");
    await user.click(screen.getByText(words.down, { selector: "button" }));
    await click(user, words.startPreview);
    expect(await screen.findByRole("alert", {}, PATIENT)).toHaveTextContent(words.reasonRequired);
    expect(post).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText(words.reason), "autumn");
    await click(user, words.startPreview);
    await waitFor(() => expect(onMade).toHaveBeenCalledWith(BULK), PATIENT);
    expect(post.mock.calls[0]?.[1]).toMatchObject({
      body: {
        filter: { skus: ["A-17", "B-2"] },
        rule: { kind: "percent", value: "-10" },
        reason: "autumn",
      },
    });
  });

  it("stays on the first page while something is wrong there", async () => {
    const user = show(<Wizard like={null} onMade={vi.fn()} onCancel={vi.fn()} />);
    await user.type(screen.getByLabelText(words.minAmount), "9.5");
    await click(user, words.next);
    expect(await screen.findByRole("alert", {}, PATIENT)).toHaveTextContent("JPY has no decimals.");
    expect(screen.queryByLabelText(words.value)).toBeNull();
  });
});

describe("the question before applying", { timeout: PATIENCE_MS }, () => {
  const ask = (totals: Partial<typeof TOTALS>) => {
    const bulk: Bulk = { ...BULK, state: "ready", version: 2, totals: { ...TOTALS, ...totals } };
    const post = vi.spyOn(api, "post").mockResolvedValue({ ...bulk, state: "proposed" } as never);
    const onClose = vi.fn();
    const user = show(
      <ApplyDialog bulk={bulk} totals={{ ...TOTALS, ...totals }} onClose={onClose} />,
    );
    return { user, post, onClose };
  };

  it("applies what was seen, and nothing newer", async () => {
    const { user, post, onClose } = ask({});
    await click(user, words.apply);
    await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
    expect(post.mock.calls[0]?.[1]).toMatchObject({
      path: { bulk_id: 3 },
      body: { expected_version: 2, override_reason: null },
    });
  });

  it("proposes what is blocked only with a reason", async () => {
    const { user, post, onClose } = ask({ blocked: 3 });
    expect(screen.getByText(words.applyCount("5"))).toBeVisible();
    await user.click(screen.getByLabelText(words.proposeThem));
    expect(screen.getByText(words.proposeCount("8"))).toBeVisible();
    await click(user, words.propose);
    expect(await screen.findByRole("alert", {}, PATIENT)).toHaveTextContent(words.overrideRequired);
    await user.type(screen.getByLabelText(words.overrideReason), "agreed");
    await click(user, words.propose);
    await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
    expect(post.mock.calls[0]?.[1]).toMatchObject({ body: { override_reason: "agreed" } });
  });
});

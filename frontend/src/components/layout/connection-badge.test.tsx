// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { TooltipProvider } from "@/components/ui/tooltip";
import { I18nProvider } from "@/lib/i18n/provider";
import type { StreamStatus } from "@/lib/stream/liveness";
import { ConnectionBadge } from "./connection-badge";

vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
afterEach(cleanup);

function show(status: StreamStatus) {
  render(
    <I18nProvider>
      <TooltipProvider>
        <ConnectionBadge status={status}>
          <a href="/status">more</a>
        </ConnectionBadge>
      </TooltipProvider>
    </I18nProvider>,
  );
  return screen.getByTestId("connection-badge");
}

describe("the connection badge", () => {
  it.each([
    [{ state: "live" }, "Live"],
    [{ state: "catching-up" }, "Catching up"],
    [{ state: "stale", since: new Date(2026, 0, 5, 12, 3, 5).getTime() }, "Stale since 12:03:05"],
    [{ state: "stale", since: null }, "Not connected"],
    [{ state: "partial", refused: ["price:updates"] }, "Partly live"],
  ] as [StreamStatus, string][])("says %o", (status, words) => {
    const badge = show(status);
    expect(badge).toHaveAttribute("data-state", status.state);
    expect(badge).toHaveTextContent(words);
  });

  it("says more to a pointer that stays, and less when it has gone", async () => {
    const badge = show({ state: "live" });
    const user = userEvent.setup();
    await user.hover(badge);
    expect(await screen.findByText(/the moment it is committed/)).toBeVisible();
    expect(badge).toHaveAttribute("aria-expanded", "true");
    await user.unhover(badge);
    await waitFor(() => expect(screen.queryByRole("link")).toBeNull());
  });

  it("says more to the keyboard, and lets it in and out", async () => {
    const badge = show({ state: "partial", refused: ["price:updates", "stock:alerts"] });
    const user = userEvent.setup();
    await user.tab();
    expect(badge).toHaveFocus();
    expect(await screen.findByText(/news of prices and alerts/)).toBeVisible();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(screen.getByRole("link")).toHaveFocus());
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(badge).toHaveFocus());
    expect(badge).toHaveAttribute("aria-expanded", "false");
  });

  it("says more to a tap", async () => {
    const badge = show({ state: "live" });
    await userEvent.setup().pointer([{ keys: "[TouchA]", target: badge }]);
    expect(await screen.findByRole("dialog", { name: "Connection" })).toBeVisible();
  });
});

// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
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
        <ConnectionBadge status={status} />
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
  ] as [StreamStatus, string][])("says %o", (status, words) => {
    const badge = show(status);
    expect(badge).toHaveAttribute("data-state", status.state);
    expect(badge).toHaveTextContent(words);
  });
});

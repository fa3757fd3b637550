// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TooltipProvider } from "@/components/ui/tooltip";
import { api, ApiProblem } from "@/lib/api/client";
import { I18nProvider } from "@/lib/i18n/provider";
import { statusOf } from "@/lib/testing/status";
import { StatusBoard } from "./status-board";
import type { Status } from "./types";

vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
vi.mock("@/lib/live/provider", () => ({
  useReading: () => ({
    lag: { count: 3, p50Ms: 38, worstMs: 112 },
    recent: [null, 38, 112],
    received: 1_204,
    roundTripMs: 3,
    connectedAt: Date.parse("2026-01-05T02:00:00Z"),
    heardAt: Date.parse("2026-01-05T03:00:00Z"),
    reconnects: 0,
  }),
}));
const get = vi.spyOn(api, "get");

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener() {},
    removeEventListener() {},
  }));
});
afterEach(cleanup);

function show(): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <I18nProvider>
        <TooltipProvider>
          <StatusBoard />
        </TooltipProvider>
      </I18nProvider>
    </QueryClientProvider>,
  );
  return client;
}

function answer(status: Status): void {
  get.mockResolvedValueOnce(status as never);
}

describe("the status page", () => {
  it("says that all is well, and what this page measures", async () => {
    answer(statusOf());
    show();
    const state = await screen.findByTestId("system-state");
    expect(state).toHaveAttribute("data-state", "ok");
    expect(state).toHaveTextContent("Everything arrives at once");
    expect(screen.getByTestId("line-lag")).toHaveTextContent("38 ms");
    expect(screen.getAllByRole("row")).toHaveLength(4);
  });

  it("says each reason in plain words", async () => {
    const reasons = ["redis_away", "outbox_waits", "behind", "differences", "no_leader"] as const;
    answer(statusOf({ state: "degraded", reasons: [...reasons], leader: null, check: null }));
    show();
    const state = await screen.findByTestId("system-state");
    expect(state).toHaveTextContent("later than usual");
    expect(state.querySelectorAll("li")).toHaveLength(reasons.length);
    expect(state).toHaveTextContent("Redis does not answer.");
    expect(screen.getByText("nobody")).toBeVisible();
  });

  it("keeps the last answer, with its time, when none comes any more", async () => {
    answer(statusOf());
    const client = show();
    await screen.findByTestId("system-state");
    get.mockRejectedValue(new ApiProblem(0, "network", "gone"));
    await client.refetchQueries();
    const words = await screen.findByRole("alert");
    expect(words).toHaveTextContent("The server does not answer. What follows was so at");
    expect(screen.getByTestId("system-state")).toBeVisible();
  });
});

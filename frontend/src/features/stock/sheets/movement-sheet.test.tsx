// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "@/lib/api/client";
import { ApiProblem } from "@/lib/api/problem";
import { en } from "@/lib/i18n/en";
import { I18nProvider } from "@/lib/i18n/provider";
import { SessionProvider } from "@/lib/session/session";
import { BOWL, MUG } from "@/lib/sheet/samples";
import { pagesOf } from "@/lib/testing/changes";
import { itemLevelsQuery, locationsQuery } from "../api";
import { LEVEL, MOVEMENT } from "../samples";
import { MovementSheet } from "./movement-sheet";

vi.mock("@/lib/live/provider", () => ({ useStreamStatus: () => ({ state: "live" }) }));

const words = en.sheets;
const me = { id: 1, email: "keeper@shop.test", name: "Keeper", role: "admin", scopes: [] };
const ITEMS = [MUG, BOWL];
const post = vi.fn();

function get(path: string, options: { query?: { sku?: string; q?: string } }) {
  if (path !== "/api/v1/items") return Promise.resolve({ items: [] });
  const { sku, q = "" } = options.query ?? {};
  const items = ITEMS.filter(
    (item) =>
      item.sku === sku || (q !== "" && item.barcode?.includes(q)) || item.name.toLowerCase() === q,
  );
  return Promise.resolve({ items, next_cursor: null });
}

beforeEach(() => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
  window.matchMedia = ((query: string) => ({
    matches: true,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as never;
  vi.spyOn(api, "get").mockImplementation(get as never);
  vi.spyOn(api, "post").mockImplementation(post as never);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  post.mockReset();
  sessionStorage.clear();
});

function show() {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const place = { code: "TYO-1", name: "Tokyo", active: true };
  client.setQueryData(locationsQuery().queryKey, [place] as never);
  client.setQueryData(itemLevelsQuery("A-17").queryKey, pagesOf([LEVEL]) as never);
  return render(
    <I18nProvider>
      <QueryClientProvider client={client}>
        <SessionProvider me={me as never}>
          <MovementSheet onOpen={() => undefined} />
        </SessionProvider>
      </QueryClientProvider>
    </I18nProvider>,
  );
}

const field = () => screen.getByLabelText(words.scan);
const quantity = (item: string) => screen.getByRole("textbox", { name: words.quantityOf(item) });

// A whole sheet takes its time on a busy machine.
describe("the movement sheet", { timeout: 20_000 }, () => {
  it("is worked by a scanner alone, from the first label to the balance", async () => {
    post.mockResolvedValue({
      mode: "each",
      applied: 1,
      refused: 1,
      results: [
        {
          row: 0,
          status: "refused",
          problem: { code: "insufficient_stock", title: "", detail: "", current: { available: 0 } },
        },
        { row: 1, status: "applied", movement: MOVEMENT, level: LEVEL },
      ],
    });
    show();
    const user = userEvent.setup({ delay: null });
    expect(field()).toHaveFocus();
    await user.keyboard("4006381333931{Enter}A-17{Enter}036000291452{Enter}");
    expect(quantity("A-17 Blue mug")).toHaveValue("2");
    expect(quantity("B-2 Bowl")).toHaveValue("1");
    expect(field()).toHaveFocus();
    await user.keyboard("{Control>}{Enter}{/Control}");

    const bowl = await screen.findByText(words.onlyAvailable("0"));
    expect(bowl).toBeVisible();
    expect(screen.queryByTestId("line-A-17")).toBeNull();
    const recorded = screen.getByRole("region", { name: words.recorded });
    expect(within(recorded).getByText(/now 12 on hand/)).toBeVisible();
    expect(screen.getByText(words.refusedSome(1))).toBeVisible();
  });

  it("tells the unknown code and keeps the list", async () => {
    show();
    const user = userEvent.setup({ delay: null });
    await user.keyboard("A-17{Enter}Bowl{Enter}");
    const alert = await screen.findByText(words.unknownCode);
    expect(alert).toHaveTextContent("Bowl");
    expect(quantity("A-17 Blue mug")).toHaveValue("1");
    await user.click(screen.getByRole("button", { name: "Bowl B-2" }));
    expect(quantity("B-2 Bowl")).toHaveValue("1");
    expect(screen.queryByText(words.unknownCode)).toBeNull();
    expect(field()).toHaveFocus();
  });

  it("sends nothing that is sure to be refused", async () => {
    show();
    const user = userEvent.setup({ delay: null });
    await user.keyboard("A-17{Enter}");
    await screen.findByText("Blue mug");
    await user.keyboard("{ArrowDown}");
    expect(quantity("A-17 Blue mug")).toHaveFocus();
    await user.keyboard("{Backspace}0{Enter}");
    expect(field()).toHaveFocus();
    await user.click(screen.getByRole("button", { name: words.record(1) }));
    expect(screen.getByText(words.quantityPositive)).toBeVisible();
    expect(screen.getByText(words.someWrong)).toBeVisible();
    expect(post).not.toHaveBeenCalled();
  });

  it("loses nothing by a reload, not even what is on its way", async () => {
    post.mockRejectedValue(new ApiProblem(403, "forbidden", "no"));
    const first = show();
    const user = userEvent.setup({ delay: null });
    await user.keyboard("A-17{Enter}");
    await screen.findByText("Blue mug");
    first.unmount();
    show();
    expect(await screen.findByText("Blue mug")).toBeVisible();
    await user.click(screen.getByRole("button", { name: words.record(1) }));
    await waitFor(() => expect(screen.getByText(en.errors.codes.forbidden ?? "")).toBeVisible());
    expect(quantity("A-17 Blue mug")).toBeEnabled();
  });
});

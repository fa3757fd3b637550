// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "@/lib/api/problem";
import { itemsLikeQuery } from "@/lib/choices/choices";
import { en } from "@/lib/i18n/en";
import { I18nProvider } from "@/lib/i18n/provider";
import { pagesOf } from "@/lib/testing/changes";
import { itemLevelsQuery, locationsQuery } from "./api";
import { MovementForm } from "./movement-form";
import { NO_MOVEMENT } from "./movement-schema";
import { LEVEL } from "./samples";

const ITEM = { id: 1, sku: "A-17", name: "Mug", barcode: null, unit: "pcs", status: "active" };
const words = en.stock.movement;
const places = [{ code: "TYO-1", name: "Tokyo", active: true }];

beforeEach(() => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
});
afterEach(cleanup);

function show(problem?: ApiProblem) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Infinity } },
  });
  client.setQueryData(locationsQuery().queryKey, places as never);
  client.setQueryData(itemLevelsQuery("A-17").queryKey, pagesOf([LEVEL]) as never);
  client.setQueryData(itemsLikeQuery("A-17").queryKey, [ITEM] as never);
  const onSubmit = vi.fn();
  render(
    <I18nProvider>
      <QueryClientProvider client={client}>
        <MovementForm
          initial={{ ...NO_MOVEMENT, sku: "A-17", kind: "sale" }}
          problem={problem}
          onSubmit={onSubmit}
          onCancel={() => undefined}
        />
      </QueryClientProvider>
    </I18nProvider>,
  );
  return onSubmit;
}
const record = () => screen.getByRole("button", { name: words.submit });

describe("the movement form", () => {
  it("fills in the only location and hands over what was typed", async () => {
    const onSubmit = show();
    const user = userEvent.setup();
    await user.type(screen.getByLabelText(words.quantity), "3");
    await user.click(record());
    expect(onSubmit.mock.calls[0]?.[0]).toMatchObject({
      sku: "A-17",
      location: "TYO-1",
      kind: "sale",
      quantity: "3",
    });
  });

  it("says what is wrong beside the field, and sends nothing", async () => {
    const onSubmit = show();
    const user = userEvent.setup();
    await user.type(screen.getByLabelText(words.quantity), "1.5");
    await user.click(record());
    expect(await screen.findByRole("alert")).toHaveTextContent(words.quantityWhole);
    expect(screen.getByLabelText(words.quantity)).toHaveAttribute("aria-invalid", "true");
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it("shows what will be left", async () => {
    show();
    await userEvent.setup().type(screen.getByLabelText(words.quantity), "4");
    expect(await screen.findByText("6")).toBeVisible();
    await userEvent.setup().type(screen.getByLabelText(words.quantity), "0");
    expect(await screen.findByText(words.notEnough)).toBeVisible();
  });

  it("explains a refusal of the server in plain words", () => {
    show(new ApiProblem(409, "insufficient_stock", "available 1, wanted 3"));
    expect(screen.getByRole("alert")).toHaveTextContent(en.errors.codes.insufficient_stock ?? "");
  });
});

// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { ApiProblem } from "@/lib/api/client";
import { en } from "@/lib/i18n/en";
import { Around, hearPosts, press, quietClient } from "@/lib/testing/writes";
import { itemQuery } from "./api";
import { ItemLife } from "./item-life";
import type { Item } from "./types";

vi.mock("@/lib/session/session", () => ({ useCan: () => true }));

const ITEM = { id: 7, sku: "A-17", name: "Mug", status: "active" } as Item;
const words = en.stock.life;

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function show(item: Item) {
  const heard = hearPosts();
  const client = quietClient();
  render(
    <Around client={client}>
      <ItemLife item={item} />
    </Around>,
  );
  return { ...heard, client };
}

it("lists what is open when archiving is refused", async () => {
  const { post } = show(ITEM);
  const open = { stock: { total: 2, items: [{ location: "TYO-1", on_hand: 5 }] } };
  post.mockRejectedValue(new ApiProblem(409, "item_in_use", "in use", null, [], { open }));
  await press(words.archive);
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain(words.refused);
  expect(alert.textContent).toContain("Stock (2): TYO-1 5 and 1 more");
});

it("brings an archived item back", async () => {
  const { post, client } = show({ ...ITEM, status: "archived" });
  post.mockResolvedValue(ITEM as never);
  await press(words.unarchive);
  expect(post.mock.calls[0]?.[0]).toBe("/api/v1/items/{item_id}/unarchive");
  await vi.waitFor(() => expect(client.getQueryData(itemQuery("A-17").queryKey)).toEqual(ITEM));
});

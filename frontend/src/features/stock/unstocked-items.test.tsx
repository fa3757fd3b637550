// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { en } from "@/lib/i18n/en";
import { Around, quietClient } from "@/lib/testing/writes";
import { UnstockedItems } from "./unstocked-items";

const MUG = { id: 7, sku: "NV-1", name: "Mug", category: null, barcode: null, unit: "piece" };

afterEach(cleanup);

function show(items: (typeof MUG)[], onReceive = vi.fn(), onOpen = vi.fn()) {
  render(
    <Around client={quietClient()}>
      <UnstockedItems items={items} onOpen={onOpen} onReceive={onReceive} />
    </Around>,
  );
  return { onReceive, onOpen };
}

it("offers to open an item that never moved, and to receive it", () => {
  const { onReceive, onOpen } = show([MUG]);
  fireEvent.click(screen.getByRole("button", { name: en.stock.open("NV-1") }));
  expect(onOpen).toHaveBeenCalledWith("NV-1");
  fireEvent.click(screen.getByRole("button", { name: en.stock.receiveFirst("NV-1") }));
  expect(onReceive).toHaveBeenCalledWith("NV-1");
});

it("offers no movement to those who may not record one", () => {
  render(
    <Around client={quietClient()}>
      <UnstockedItems items={[MUG]} onOpen={vi.fn()} onReceive={null} />
    </Around>,
  );
  expect(screen.queryByRole("button", { name: en.stock.receiveFirst("NV-1") })).toBeNull();
});

it("shows nothing where the search found none", () => {
  show([]);
  expect(screen.queryByRole("region")).toBeNull();
});

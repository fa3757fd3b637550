"use client";

import { PricePanel } from "@/features/pricing/price-panel";
import { ItemSheet } from "@/features/stock/item-sheet";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useRecord } from "./movement-desk";
import { RecordButton } from "./record-button";

export function openItem(sku: string): void {
  changeAddress({ item: sku }, { push: true });
}

/** The item that the address names, over whatever page is open. */
export function ItemDrawer() {
  const sku = useAddressValue("item");
  const record = useRecord();
  return (
    <ItemSheet
      sku={sku}
      onClose={() => changeAddress({ item: null })}
      onRecord={(level) => record({ sku: level.sku, location: level.location, kind: "sale" })}
      actions={sku && <RecordButton sku={sku} />}
      price={(item) => <PricePanel itemId={item.id} />}
    />
  );
}

"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { PricePanel } from "@/features/pricing/price-panel";
import { ItemSheet } from "@/features/stock/item-sheet";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useI18n } from "@/lib/i18n/provider";
import { useRecord } from "./movement-desk";
import { RecordButton } from "./record-button";

export function openItem(sku: string): void {
  changeAddress({ item: sku }, { push: true });
}

function MoreOfPrice({ sku }: { sku: string }) {
  const { t } = useI18n();
  return (
    <Link
      href={`/prices?item=${encodeURIComponent(sku)}`}
      className="justify-self-start rounded-sm text-xs font-medium text-accent-text hover:underline"
    >
      {t.prices.openDrawer}
    </Link>
  );
}

/** The item that the address names, over whatever page is open; the price room has a drawer of its own. */
export function ItemDrawer() {
  const inPrices = usePathname().startsWith("/prices");
  const named = useAddressValue("item");
  const sku = inPrices ? null : named;
  const record = useRecord();
  return (
    <ItemSheet
      sku={sku}
      onClose={() => changeAddress({ item: null })}
      onRecord={(level) => record({ sku: level.sku, location: level.location, kind: "sale" })}
      actions={sku && <RecordButton sku={sku} />}
      price={(item) => <PricePanel itemId={item.id} more={<MoreOfPrice sku={item.sku} />} />}
    />
  );
}

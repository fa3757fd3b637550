"use client";

import { useQuery } from "@tanstack/react-query";
import { Boxes } from "lucide-react";
import Link from "next/link";
import { HistoryPanel } from "@/features/pricing/history-panel";
import { PriceSheet } from "@/features/pricing/price-sheet";
import { DEFAULT_LIST, type ItemPrice } from "@/features/pricing/types";
import { priceIn } from "@/features/pricing/current";
import { itemSalesQuery } from "@/features/sales/api";
import { SalePanel } from "@/features/sales/sale-panel";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useI18n } from "@/lib/i18n/provider";

function addressOf(list: string, currency: string | null) {
  return { list: list === DEFAULT_LIST ? null : list, currency };
}

/** Without a currency it is the one that the item has in that list. */
export function openPrice(sku: string, list: string, currency: string | null = null): void {
  changeAddress({ item: sku, ...addressOf(list, currency) }, { push: true });
}

export function usePriceAddress() {
  return {
    sku: useAddressValue("item"),
    list: useAddressValue("list") ?? DEFAULT_LIST,
    currency: useAddressValue("currency"),
  };
}

function Sales({ price }: { price: ItemPrice }) {
  const current = priceIn(price);
  return (
    <SalePanel
      subject={{
        itemId: price.item_id,
        sku: price.sku,
        list: price.price_list,
        currency: current?.currency ?? price.effective?.currency ?? "JPY",
        base: current?.base ?? null,
      }}
    />
  );
}

/** The history with the windows of the sales behind it. */
function History({ price }: { price: ItemPrice }) {
  const { data } = useQuery(itemSalesQuery(price.item_id));
  const currency = price.effective?.currency;
  const sales = (data?.sales ?? []).filter(
    (sale) => sale.price_list === price.price_list && sale.currency === currency,
  );
  return <HistoryPanel price={price} sales={sales} />;
}

function StockLink({ sku }: { sku: string }) {
  const { t } = useI18n();
  return (
    <Link
      href={`/?item=${encodeURIComponent(sku)}`}
      aria-label={t.shell.stock}
      title={t.shell.stock}
      className="inline-grid size-8 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
    >
      <Boxes className="size-4" strokeWidth={1.75} aria-hidden="true" />
    </Link>
  );
}

/** The price that the address names, over whatever page of the price room is open. */
export function PriceDrawer() {
  const { sku, list, currency } = usePriceAddress();
  return (
    <PriceSheet
      sku={sku}
      list={list}
      currency={currency}
      onClose={() => changeAddress({ item: null, list: null, currency: null })}
      onPlace={(nextList, nextCurrency) => changeAddress(addressOf(nextList, nextCurrency))}
      actions={sku && <StockLink sku={sku} />}
      sales={(price) => <Sales price={price} />}
      history={(price) => <History price={price} />}
    />
  );
}

"use client";

import { PriceFilterBar } from "@/features/pricing/filter-bar";
import { useView } from "@/features/pricing/filters";
import { PriceTable } from "@/features/pricing/price-table";
import { RecentChanges } from "@/features/pricing/recent-changes";
import { openPrice, usePriceAddress } from "../price-drawer";

export default function PricesPage() {
  const selected = usePriceAddress();
  return (
    <>
      <PriceFilterBar />
      {useView() === "changes" ? (
        <RecentChanges onOpen={openPrice} />
      ) : (
        <PriceTable selected={selected} onOpen={openPrice} />
      )}
    </>
  );
}

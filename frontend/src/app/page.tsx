"use client";

import { useRouter } from "next/navigation";
import { OverviewStrip } from "@/features/overview/overview-strip";
import { FilterBar } from "@/features/stock/filter-bar";
import { setFilters } from "@/features/stock/filters";
import { LevelTable } from "@/features/stock/level-table";
import { PriceCell } from "@/features/pricing/price-cell";
import { useAddressValue } from "@/lib/dom/address";
import { openItem } from "./item-drawer";
import { useRecord } from "./movement-desk";
import { RecordButton } from "./record-button";
import { SidePanes } from "./side-panes";

const price = (itemId: number) => <PriceCell itemId={itemId} />;

export default function ConsolePage() {
  const router = useRouter();
  const record = useRecord();
  const selected = useAddressValue("item");
  return (
    <>
      <OverviewStrip
        onStatus={(status) => setFilters({ status })}
        onAlerts={() => router.push("/alerts")}
        onActivity={() => router.push("/activity")}
      />
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <FilterBar actions={<RecordButton />} />
          <LevelTable selectedSku={selected} price={price} onOpen={openItem} onRecord={record} />
        </div>
        <SidePanes />
      </div>
    </>
  );
}

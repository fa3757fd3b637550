"use client";

import { useQuery } from "@tanstack/react-query";
import { locationsQuery } from "@/features/stock/api";
import { KnownAvailable } from "@/features/stock/sheets/known-level";
import { TransferList } from "@/features/transfers/transfer-list";
import { TransferSheet } from "@/features/transfers/transfer-sheet";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useCan } from "@/lib/session/session";
import { openItem } from "./item-drawer";

const available = (sku: string, location: string, delta: number | null) => (
  <KnownAvailable sku={sku} location={location} delta={delta} />
);

/** What is on its way between the locations, and the sheet that sends more. */
export function TransferDesk() {
  const { data: locations = [] } = useQuery(locationsQuery());
  const canWrite = useCan("stock:write");
  const isNew = useAddressValue("new") !== null;
  if (isNew && canWrite) {
    return (
      <TransferSheet
        locations={locations}
        available={available}
        onClose={() => changeAddress({ new: null, state: null })}
      />
    );
  }
  return (
    <TransferList
      locations={locations}
      canWrite={canWrite}
      onNew={() => changeAddress({ new: "1" }, { push: true })}
      onOpen={openItem}
    />
  );
}

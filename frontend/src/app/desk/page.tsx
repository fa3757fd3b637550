"use client";

import { PageHead } from "@/components/layout/page-head";
import { Segmented } from "@/components/ui/segmented";
import { CountSheet } from "@/features/stock/sheets/count-sheet";
import { MovementSheet } from "@/features/stock/sheets/movement-sheet";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { openItem } from "../item-drawer";
import { READABLE_SHEETS, SHEETS } from "../sheets";
import { TransferDesk } from "../transfer-desk";

export default function DeskPage() {
  const { t } = useI18n();
  const asked = useAddressValue("sheet");
  const sheets: readonly (typeof SHEETS)[number][] = useCan("stock:write")
    ? SHEETS
    : READABLE_SHEETS;
  const sheet = sheets.find((each) => each === asked) ?? sheets[0] ?? "transfers";
  return (
    <>
      <PageHead title={t.sheets.title}>
        <Segmented
          label={t.sheets.tabs}
          roomy
          value={sheet}
          options={sheets.map((value) => ({ value, label: t.sheets[value] }))}
          onChange={(value) => changeAddress({ sheet: value, new: null, state: null })}
        />
      </PageHead>
      {sheet === "movements" && <MovementSheet onOpen={openItem} />}
      {sheet === "counts" && <CountSheet onOpen={openItem} />}
      {sheet === "transfers" && <TransferDesk />}
    </>
  );
}

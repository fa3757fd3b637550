"use client";

import { Segmented } from "@/components/ui/segmented";
import { AlertList } from "@/features/alerts/alert-list";
import { PageHead } from "@/components/layout/page-head";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useI18n } from "@/lib/i18n/provider";
import { openItem } from "../item-drawer";

export default function AlertsPage() {
  const { t } = useI18n();
  const list = useAddressValue("list") === "resolved" ? "resolved" : "active";
  return (
    <>
      <PageHead title={t.alerts.title}>
        <Segmented
          label={t.alerts.title}
          value={list}
          options={[
            { value: "active", label: t.alerts.open },
            { value: "resolved", label: t.alerts.resolved },
          ]}
          onChange={(value) => changeAddress({ list: value === "active" ? null : value })}
        />
      </PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto my-0 max-w-3xl bg-surface sm:my-6 sm:rounded-lg sm:border sm:border-line">
          <AlertList list={list} onOpen={openItem} />
        </div>
      </div>
    </>
  );
}

"use client";

import { PageHead } from "@/components/layout/page-head";
import { HoldList } from "@/features/holds/hold-list";
import { NewHold } from "@/features/holds/new-hold";
import {
  setHoldFilter,
  StateFilter,
  useChosenHold,
  useHoldFilter,
} from "@/features/holds/state-filter";
import { useI18n } from "@/lib/i18n/provider";
import { openItem } from "../item-drawer";

export default function HoldsPage() {
  const { t } = useI18n();
  const showOpen = () => setHoldFilter("held");
  return (
    <>
      <PageHead title={t.holds.title} action={<NewHold onCreated={showOpen} />}>
        <StateFilter />
      </PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-4xl p-3 sm:px-4 sm:py-6">
          <HoldList
            filter={useHoldFilter()}
            chosen={useChosenHold()}
            onShowAll={showOpen}
            onOpen={openItem}
          />
        </div>
      </div>
    </>
  );
}

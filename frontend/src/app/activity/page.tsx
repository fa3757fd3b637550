"use client";

import { PageHead } from "@/components/layout/page-head";
import { ActivityList } from "@/features/activity/activity-list";
import { KindFilter, useKind } from "@/features/activity/kind-filter";
import { useI18n } from "@/lib/i18n/provider";
import { openItem } from "../item-drawer";
import { RecordButton } from "../record-button";

export default function ActivityPage() {
  const { t } = useI18n();
  const kind = useKind();
  return (
    <>
      <PageHead title={t.activity.title} action={<RecordButton />}>
        <KindFilter />
      </PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto my-0 max-w-3xl bg-surface sm:my-6 sm:rounded-lg sm:border sm:border-line">
          <ActivityList kind={kind} onOpen={openItem} />
        </div>
      </div>
    </>
  );
}

"use client";

import { PageHead } from "@/components/layout/page-head";
import { StatusBoard } from "@/features/status/status-board";
import { useI18n } from "@/lib/i18n/provider";

export default function StatusPage() {
  const { t } = useI18n();
  return (
    <>
      <PageHead title={t.status.title} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-6xl p-3 sm:px-4 sm:py-5">
          <StatusBoard />
        </div>
      </div>
    </>
  );
}

"use client";

import { PageHead } from "@/components/layout/page-head";
import { useI18n } from "@/lib/i18n/provider";

export default function HoldsPage() {
  const { t } = useI18n();
  return <PageHead title={t.holds.title} />;
}

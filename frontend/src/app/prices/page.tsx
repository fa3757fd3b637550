"use client";

import { EmptyState } from "@/components/ui/states";
import { Tag } from "lucide-react";
import { useI18n } from "@/lib/i18n/provider";

export default function PricesPage() {
  const { t } = useI18n();
  return (
    <EmptyState
      icon={<Tag className="size-5" strokeWidth={1.75} aria-hidden="true" />}
      title={t.prices.emptyTitle}
      text={t.prices.emptyText}
    />
  );
}

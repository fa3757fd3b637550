"use client";

import { useI18n } from "@/lib/i18n/provider";

export default function ConsolePage() {
  const { t } = useI18n();
  return <h1>{t.stock.title}</h1>;
}

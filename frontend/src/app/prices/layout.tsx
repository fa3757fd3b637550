"use client";

import type { ReactNode } from "react";
import { SectionTabs } from "@/components/layout/section-tabs";
import { PendingCount } from "@/features/approvals/pending-count";
import { useI18n } from "@/lib/i18n/provider";
import { PriceDrawer } from "../price-drawer";
import { PRICE_SECTIONS } from "../price-sections";

/** The price room: one line of tabs over its pages. */
export default function PricesLayout({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  return (
    <>
      <SectionTabs
        title={t.prices.title}
        sections={PRICE_SECTIONS.map(({ href, name }) => ({
          href,
          label: t.prices.tabs[name],
          ...(name === "approvals" ? { badge: <PendingCount /> } : {}),
        }))}
      />
      {children}
      <PriceDrawer />
    </>
  );
}

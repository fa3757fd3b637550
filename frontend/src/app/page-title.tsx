"use client";

import { usePathname } from "next/navigation";
import { useAddressValue } from "@/lib/dom/address";
import { usePageTitle } from "@/lib/dom/page-title";
import type { Messages } from "@/lib/i18n/messages";
import { useI18n } from "@/lib/i18n/provider";
import { PRICE_SECTIONS } from "./price-sections";

/** The parts of a page's title, the closest first. */
export function titleOf(path: string, t: Messages): string[] {
  const section = PRICE_SECTIONS.find(({ href }) => href === path);
  if (section) {
    const name = t.prices.tabs[section.name];
    return name === t.prices.title ? [name] : [name, t.prices.title];
  }
  const rooms: Partial<Record<string, string>> = {
    "/": t.shell.stock,
    "/desk": t.shell.desk,
    "/holds": t.holds.title,
    "/alerts": t.shell.alerts,
    "/activity": t.shell.activity,
    "/status": t.shell.status,
  };
  return [rooms[path] ?? t.shell.notFoundTitle];
}

/** Titles every page of the console by its room, and by the item that is open over it. */
export function PageTitle() {
  const { t } = useI18n();
  usePageTitle(useAddressValue("item"), ...titleOf(usePathname(), t));
  return null;
}

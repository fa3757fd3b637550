"use client";

import {
  Activity,
  Bell,
  Boxes,
  History,
  Languages,
  Moon,
  Package,
  Plus,
  ScanBarcode,
  Sun,
  Tag,
  Timer,
} from "lucide-react";
import { useRouter } from "next/navigation";
import type { Command } from "@/components/ui/palette";
import { useSuggestions } from "@/features/stock/use-suggestions";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locale";
import { useI18n } from "@/lib/i18n/provider";
import { useTheme } from "@/lib/preferences/theme";
import { useCan } from "@/lib/session/session";
import { openItem } from "./item-drawer";
import { useRecord } from "./movement-desk";
import { PRICE_SECTIONS } from "./price-sections";
import { READABLE_SHEETS, SHEETS } from "./sheets";

const ICON = { className: "size-4", strokeWidth: 1.75, "aria-hidden": true } as const;

function usePlaces(): Command[] {
  const { t } = useI18n();
  const { push } = useRouter();
  const sheets = useCan("stock:write") ? SHEETS : READABLE_SHEETS;
  const place = (href: string, label: string, icon: Command["icon"], detail?: string): Command => ({
    id: href,
    group: t.shell.goTo,
    label,
    ...(detail ? { detail } : {}),
    icon,
    run: () => push(href),
  });
  return [
    place("/", t.shell.stock, <Boxes {...ICON} />),
    ...sheets.map((sheet) =>
      place(`/desk?sheet=${sheet}`, t.sheets[sheet], <ScanBarcode {...ICON} />, t.shell.desk),
    ),
    place("/holds", t.holds.title, <Timer {...ICON} />),
    ...PRICE_SECTIONS.map(({ href, name }) =>
      place(href, t.prices.tabs[name], <Tag {...ICON} />, t.prices.title),
    ),
    place("/alerts", t.shell.alerts, <Bell {...ICON} />),
    place("/activity", t.shell.activity, <History {...ICON} />),
    place("/status", t.status.title, <Activity {...ICON} />),
  ];
}

function useActions(): Command[] {
  const { t, setLocale, locale } = useI18n();
  const { setTheme } = useTheme();
  const record = useRecord();
  const canWrite = useCan("stock:write");
  const group = t.shell.actions;
  const action = (
    label: string,
    detail: string,
    icon: Command["icon"],
    run: () => void,
  ): Command => ({ id: `${detail}${label}`, group, label, detail, icon, run });
  return [
    ...(canWrite ? [action(t.stock.movement.action, "", <Plus {...ICON} />, () => record())] : []),
    action(t.shell.themeLight, t.shell.theme, <Sun {...ICON} />, () => setTheme("light")),
    action(t.shell.themeDark, t.shell.theme, <Moon {...ICON} />, () => setTheme("dark")),
    ...LOCALES.filter((each) => each !== locale).map((each) =>
      action(LOCALE_NAMES[each], t.shell.language, <Languages {...ICON} />, () => setLocale(each)),
    ),
  ];
}

/** What the palette offers for a text: items that look like it, then places and actions. */
export function useCommands(text: string): Command[] {
  const { t } = useI18n();
  const items = useSuggestions(text).map((item): Command => ({
    id: `item ${item.sku}`,
    group: t.shell.items,
    label: item.name,
    detail: item.sku,
    icon: <Package {...ICON} />,
    run: () => openItem(item.sku),
  }));
  const wanted = text.trim().toLowerCase();
  const fixed = [...usePlaces(), ...useActions()].filter((command) =>
    `${command.label} ${command.detail ?? ""}`.toLowerCase().includes(wanted),
  );
  return [...items, ...fixed];
}

import { Activity, Bell, Boxes, History, ScanBarcode, Tag, Timer } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";

interface Entry {
  href: string;
  label: string;
  icon: ReactNode;
  badge?: ReactNode;
  /** Apart from the others, at the foot of the rail. */
  isLast?: boolean;
}

const ICON = { className: "size-[1.125rem]", strokeWidth: 1.75, "aria-hidden": true } as const;

function useEntries({ alertCount, priceCount, place }: Props): Entry[] {
  const { t } = useI18n();
  const rooms: Entry[] = [
    { href: "/", label: t.shell.stock, icon: <Boxes {...ICON} /> },
    { href: "/desk", label: t.shell.desk, icon: <ScanBarcode {...ICON} /> },
    { href: "/holds", label: t.holds.title, icon: <Timer {...ICON} /> },
    { href: "/prices", label: t.prices.title, icon: <Tag {...ICON} />, badge: priceCount },
    { href: "/alerts", label: t.shell.alerts, icon: <Bell {...ICON} />, badge: alertCount },
    { href: "/activity", label: t.shell.activity, icon: <History {...ICON} /> },
  ];
  // Under a thumb there is no room for it; there the connection's badge leads to it.
  if (place === "bottom") return rooms;
  return [
    ...rooms,
    { href: "/status", label: t.shell.status, icon: <Activity {...ICON} />, isLast: true },
  ];
}

interface Props {
  alertCount: ReactNode;
  priceCount: ReactNode;
  place: "side" | "bottom";
}

/** The rooms of the house: a rail on a desk, a bar under the thumb on a phone. */
export function Nav(props: Props) {
  const { place } = props;
  const { t } = useI18n();
  const path = usePathname();
  return (
    <nav
      aria-label={t.shell.mainNavigation}
      className={place === "side" ? "flex flex-1 flex-col gap-1" : "flex h-14 items-stretch"}
    >
      {useEntries(props).map((entry) => {
        const current = entry.href === path || path.startsWith(`${entry.href}/`);
        return (
          <Link
            key={entry.href}
            href={entry.href}
            aria-current={current ? "page" : undefined}
            className={cx(
              "relative flex flex-col items-center justify-center gap-1 text-2xs font-medium",
              "focus-inset transition-colors duration-100",
              place === "side" ? "h-14 w-16 rounded-md px-1 text-center leading-3" : "flex-1",
              current ? "text-accent-text" : "text-ink-3 hover:text-ink",
              current && place === "side" && "bg-accent-soft",
              entry.isLast && "mt-auto mb-2",
            )}
          >
            <span className="relative">
              {entry.icon}
              {entry.badge}
            </span>
            {entry.label}
          </Link>
        );
      })}
    </nav>
  );
}

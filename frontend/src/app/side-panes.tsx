"use client";

import Link from "next/link";
import { Pane } from "@/components/ui/pane";
import { ActivityList } from "@/features/activity/activity-list";
import { AlertList } from "@/features/alerts/alert-list";
import { useMedia } from "@/lib/dom/media";
import { useI18n } from "@/lib/i18n/provider";
import { openItem } from "./item-drawer";

const SHOWN_MAX = 30;

function More({ href, label }: { href: string; label: string }) {
  return (
    <Link href={href} className="rounded-sm text-xs font-medium text-accent-text hover:underline">
      {label}
    </Link>
  );
}

/** Beside the table on a wide screen: what needs a person, and what just happened. */
export function SidePanes() {
  const { t } = useI18n();
  if (!useMedia("(min-width: 1180px)")) return null;
  return (
    <aside
      aria-label={t.activity.live}
      className="flex w-[21.5rem] shrink-0 flex-col border-l border-line"
    >
      <Pane
        title={t.alerts.title}
        action={<More href="/alerts" label={t.alerts.viewAll} />}
        className="max-h-[46%] border-b border-line"
      >
        <AlertList list="active" limit={SHOWN_MAX} onOpen={openItem} />
      </Pane>
      <Pane
        title={t.activity.live}
        action={<More href="/activity" label={t.activity.viewAll} />}
        className="flex-1"
      >
        <ActivityList limit={SHOWN_MAX} onOpen={openItem} />
      </Pane>
    </aside>
  );
}

"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { alertsQuery } from "./api";

const SHOWN_MAX = 99;

/** A small number on the bell: alerts that nobody has acknowledged. */
export function AlertCount() {
  const { t } = useI18n();
  const { data, hasNextPage } = useInfiniteQuery(alertsQuery("active"));
  const count = rowsOf(data).filter((alert) => alert.state === "open").length;
  if (count === 0) return null;
  const shown = Math.min(count, SHOWN_MAX);
  const text = hasNextPage || count > SHOWN_MAX ? `${String(shown)}+` : String(count);
  return (
    <span
      title={t.overview.openAlerts}
      className="nums absolute -top-1.5 left-2.5 grid h-4 min-w-4 place-items-center rounded-full border-2 border-surface bg-alarm px-0.5 text-[0.625rem] leading-none font-semibold text-accent-ink"
    >
      {text}
    </span>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { itemLevelsQuery } from "../api";
import type { Level } from "../types";

/** The level of an item at a location; null when it has none there yet. */
function useLevel(sku: string, location: string): Level | null | undefined {
  const { data } = useInfiniteQuery({ ...itemLevelsQuery(sku), enabled: location !== "" });
  if (!data) return undefined;
  return rowsOf(data).find((level) => level.location === location) ?? null;
}

interface AvailableProps {
  sku: string;
  location: string;
  /** What the line would do; null while its number cannot be read. */
  delta: number | null;
}

/** "Available 12 → 9", live, before anything is sent. */
export function KnownAvailable({ sku, location, delta }: AvailableProps) {
  const { t, format } = useI18n();
  const level = useLevel(sku, location);
  if (level === undefined) return null;
  const before = level?.available ?? 0;
  const after = before + (delta ?? 0);
  return (
    <span className="inline-flex items-center gap-1">
      {t.sheets.available} {format.number(before)}
      {after !== before && (
        <>
          <ArrowRight className="size-3" aria-hidden="true" />
          <span className={cx("font-semibold", after < 0 ? "text-out" : "text-ink-2")}>
            {after < 0 ? format.signed(after) : format.number(after)}
          </span>
        </>
      )}
    </span>
  );
}

interface OnHandProps {
  sku: string;
  location: string;
  counted: number | null;
}

/** What the system has, and how far the count is from it. */
export function KnownOnHand({ sku, location, counted }: OnHandProps) {
  const { t, format } = useI18n();
  const level = useLevel(sku, location);
  if (level === undefined) return null;
  const difference = (counted ?? 0) - (level?.on_hand ?? 0);
  return (
    <>
      <span>
        {t.sheets.system} {level ? format.number(level.on_hand) : t.sheets.notHere}
      </span>
      {counted !== null && difference !== 0 && (
        <span className={cx("font-semibold", difference > 0 ? "text-up" : "text-down")}>
          {t.sheets.difference} {format.signed(difference)}
        </span>
      )}
    </>
  );
}

"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import {
  ArrowDownToLine,
  ArrowUpFromLine,
  ClipboardCheck,
  Hammer,
  PackageX,
  Truck,
  Undo2,
  Waypoints,
} from "lucide-react";
import { memo, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { HeldList } from "@/components/ui/held-list";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { Ago } from "@/components/ui/time";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { firstRows } from "@/lib/query/pages";
import { activityQuery } from "./api";
import type { Kind, Movement } from "./types";

const ICON = { className: "size-3.5", strokeWidth: 1.75, "aria-hidden": true } as const;

const ICONS: Partial<Record<Movement["kind"], ReactNode>> = {
  receive: <ArrowDownToLine {...ICON} />,
  sale: <ArrowUpFromLine {...ICON} />,
  return: <Undo2 {...ICON} />,
  adjust: <Hammer {...ICON} />,
  damage: <PackageX {...ICON} />,
  count: <ClipboardCheck {...ICON} />,
  transfer_out: <Truck {...ICON} />,
  transfer_in: <Truck {...ICON} />,
};

interface LineProps {
  movement: Movement;
  onOpen: (sku: string) => void;
  wide: boolean;
}

function Line({ movement, onOpen, wide }: LineProps) {
  const { t, format } = useI18n();
  // What only reserves or frees units moves none of them.
  const promises = movement.delta_on_hand === 0;
  const delta = promises ? movement.delta_reserved : movement.delta_on_hand;
  const tone = promises ? "text-ink-3" : delta > 0 ? "text-up" : "text-down";
  const kind = t.stock.kinds[movement.kind] ?? movement.kind;
  const why = [movement.actor, movement.reason, movement.reference].filter(Boolean).join(" · ");
  return (
    <div
      data-testid={`movement-${String(movement.id)}`}
      className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2.5 px-4 py-2"
    >
      <span className="grid size-6 place-items-center rounded-md bg-hover text-ink-3" title={kind}>
        {ICONS[movement.kind] ?? <Waypoints {...ICON} />}
      </span>
      <div className="min-w-0">
        <button
          type="button"
          onClick={() => onOpen(movement.sku)}
          className="block max-w-full truncate rounded-sm text-left text-sm font-medium hover:text-accent-text"
        >
          {movement.item_name}
        </button>
        <p className="truncate text-xs text-ink-3">
          {kind} · {movement.sku} · {movement.location}
          {wide && ` · ${why}`}
        </p>
      </div>
      <div className="text-right">
        <p className={cx("nums text-sm font-semibold", tone)}>{format.signed(delta)}</p>
        <p className="nums text-2xs whitespace-nowrap text-ink-3">
          {wide && `${t.activity.balanceAfter(format.number(movement.on_hand_after))} · `}
          <Ago at={movement.recorded_at} />
        </p>
      </div>
    </div>
  );
}

const ActivityLine = memo(Line);

interface Props {
  kind?: Kind | null;
  onOpen: (sku: string) => void;
  /** How many a small pane shows; all of them, page by page, without it. */
  limit?: number;
}

export function ActivityList({ kind = null, onOpen, limit = Infinity }: Props) {
  const { t } = useI18n();
  const query = useInfiniteQuery(activityQuery(kind));
  const movements = firstRows(query.data, limit);
  if (query.isPending) return <SkeletonRows count={8} className="px-4" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (movements.length === 0) {
    return (
      <EmptyState
        icon={<Waypoints className="size-5" strokeWidth={1.75} aria-hidden="true" />}
        title={t.activity.emptyTitle}
        text={t.activity.emptyText}
      />
    );
  }
  const wide = limit === Infinity;
  return (
    <>
      <HeldList rows={movements} rowClassName="border-b border-line last:border-0">
        {(movement) => <ActivityLine movement={movement} onOpen={onOpen} wide={wide} />}
      </HeldList>
      {wide && query.hasNextPage && (
        <div className="px-4 py-3">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

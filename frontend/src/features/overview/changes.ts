// How do the counts stay live? Each change is counted at once, and shortly after a burst the
// server is asked, so that a count can never drift.
import type { QueryClient } from "@tanstack/react-query";
import { soon } from "@/lib/query/soon";
import type { Change } from "@/lib/stream/protocol";
import type { LiveRoom } from "@/lib/live/room";
import { overviewKey, type Overview } from "./api";

const SETTLE_MS = 2_500;
/** The counts of a large shop are work for the server; a steady stream asks this seldom. */
const SETTLE_APART_MS = 10_000;

const settleSoon = soon(SETTLE_MS, SETTLE_APART_MS);

interface Level {
  on_hand: number;
  available: number;
  reorder_point: number | null;
}
type LevelChange = Change<Level, { movement?: unknown }>;

type Shelf = "out" | "low" | null;

function shelfOf({ available, reorder_point }: Level): Shelf {
  if (available <= 0) return "out";
  return reorder_point !== null && available <= reorder_point ? "low" : null;
}

export function countChange(overview: Overview, { before, after, cause }: LevelChange): Overview {
  const old = before ? { ...after, ...before } : null;
  const [from, to] = [old && shelfOf(old), shelfOf(after)];
  const step = (shelf: Shelf) => Number(to === shelf) - Number(from === shelf);
  return {
    ...overview,
    units_on_hand: overview.units_on_hand + after.on_hand - (old?.on_hand ?? 0),
    low: overview.low + step("low"),
    out: overview.out + step("out"),
    movements_today: overview.movements_today + (cause.movement ? 1 : 0),
  };
}

/** `open_alerts` counts what nobody has acknowledged. */
function alertStep({ type, after }: Change): number {
  if (type === "alert.raised") return 1;
  if (type === "alert.acknowledged") return -1;
  const { acknowledged_at } = after as { acknowledged_at: string | null };
  return type === "alert.resolved" && acknowledged_at === null ? -1 : 0;
}

function settle(client: QueryClient): void {
  settleSoon(() => void client.invalidateQueries({ queryKey: overviewKey }));
}

function applyLevels(client: QueryClient, changes: readonly Change[]): void {
  const levels = changes.filter((change) => change.type === "stock.level_changed");
  client.setQueryData<Overview>(
    overviewKey,
    (overview) => overview && (levels as LevelChange[]).reduce(countChange, overview),
  );
  settle(client);
}

function applyAlerts(client: QueryClient, changes: readonly Change[]): void {
  const sum = changes.reduce((total, change) => total + alertStep(change), 0);
  client.setQueryData<Overview>(
    overviewKey,
    (overview) => overview && { ...overview, open_alerts: Math.max(0, overview.open_alerts + sum) },
  );
  settle(client);
}

export const overviewRooms: readonly LiveRoom[] = [
  { channel: "inventory:updates", apply: applyLevels, keys: [overviewKey] },
  { channel: "stock:alerts", apply: applyAlerts, keys: [] },
  { channel: "price:updates", apply: settle, keys: [] },
];

// Where do the bars of a calendar lie? A row for each price; in it, sales that overlap lie in lanes
// below each other, the one that wins above.
import { compareIdentifiers } from "@/lib/format/identifiers";
import { hiddenIn, outranks, overlap, windowOf, type Stretch } from "./ranks";
import type { Sale } from "./types";

/** A part of the width, 0 to 1. */
export interface Share {
  left: number;
  width: number;
}

export interface Bar extends Share {
  sale: Sale;
  lane: number;
  /** Where another sale wins, as parts of the bar's own width. */
  hidden: Share[];
  /** The window goes on beyond what is shown. */
  before: boolean;
  after: boolean;
}

export interface Row {
  key: number;
  itemId: number;
  sku: string;
  name: string;
  list: string;
  currency: string;
  bars: Bar[];
  lanes: number;
}

function shareOf({ from, to }: Stretch, of: Stretch): Share {
  const length = of.to - of.from;
  const start = Math.min(Math.max(from, of.from), of.to);
  const end = Math.min(Math.max(to, of.from), of.to);
  return { left: (start - of.from) / length, width: (end - start) / length };
}

/** The strongest first: each takes the highest lane that is free for its whole window. */
function lanesOf(sales: readonly Sale[]): Map<number, number> {
  const lanes: Sale[][] = [];
  const laneOf = new Map<number, number>();
  for (const sale of [...sales].sort((a, b) => outranks(b, a))) {
    let lane = lanes.findIndex((taken) => taken.every((other) => !overlap(sale, other)));
    if (lane < 0) lane = lanes.push([]) - 1;
    lanes[lane]?.push(sale);
    laneOf.set(sale.id, lane);
  }
  return laneOf;
}

function barOf(sale: Sale, sales: readonly Sale[], lane: number, shown: Stretch): Bar {
  const window = windowOf(sale);
  const visible = { from: Math.max(window.from, shown.from), to: Math.min(window.to, shown.to) };
  const hidden = hiddenIn(sale, sales)
    .map((stretch) => shareOf(stretch, visible))
    .filter(({ width }) => width > 0);
  return {
    sale,
    lane,
    hidden,
    ...shareOf(window, shown),
    before: window.from < shown.from,
    after: window.to > shown.to,
  };
}

/** Rows by SKU and list, with the bars of what meets the stretch that is shown. */
export function rowsOf(sales: readonly Sale[], shown: Stretch): Row[] {
  const byPrice = new Map<number, Sale[]>();
  for (const sale of sales) {
    const window = windowOf(sale);
    if (window.from >= shown.to || window.to <= shown.from) continue;
    byPrice.set(sale.price_id, [...(byPrice.get(sale.price_id) ?? []), sale]);
  }
  const rows = [...byPrice.values()].flatMap((group): Row[] => {
    const [first] = group;
    if (!first) return [];
    const lanes = lanesOf(group);
    const bars = group
      .map((sale) => barOf(sale, group, lanes.get(sale.id) ?? 0, shown))
      .sort((a, b) => a.left - b.left || a.lane - b.lane);
    return [
      {
        key: first.price_id,
        itemId: first.item_id,
        sku: first.sku,
        name: first.item_name,
        list: first.price_list,
        currency: first.currency,
        bars,
        lanes: Math.max(...lanes.values()) + 1,
      },
    ];
  });
  return rows.sort((a, b) => compareIdentifiers(a.sku, b.sku) || a.list.localeCompare(b.list));
}

export interface AgendaEntry {
  sale: Sale;
  /** What happens that day; `runs`, under the first day, for what has started before. */
  what: "starts" | "ends" | "runs";
}

export interface AgendaDay {
  day: number;
  entries: AgendaEntry[];
}

/** Day by day what starts and what ends; first what runs already, under the first day. */
export function agendaOf(sales: readonly Sale[], starts: readonly number[]): AgendaDay[] {
  const [first, last] = [starts[0] ?? 0, starts.at(-1) ?? 0];
  const days = new Map<number, AgendaEntry[]>();
  const put = (at: number, entry: AgendaEntry) => {
    const day = starts.findLast((start) => start <= at && start < last) ?? first;
    days.set(day, [...(days.get(day) ?? []), entry]);
  };
  for (const sale of sales) {
    const { from, to } = windowOf(sale);
    if (from >= last || to <= first) continue;
    if (from < first) put(first, { sale, what: "runs" });
    else put(from, { sale, what: "starts" });
    if (to >= first && to < last) put(to, { sale, what: "ends" });
  }
  const moment = ({ sale, what }: AgendaEntry) =>
    what === "runs" ? 0 : windowOf(sale)[what === "starts" ? "from" : "to"];
  return [...days.entries()]
    .sort(([a], [b]) => a - b)
    .map(([day, entries]) => ({ day, entries: entries.sort((a, b) => moment(a) - moment(b)) }));
}

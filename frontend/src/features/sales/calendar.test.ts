import { describe, expect, it } from "vitest";
import { agendaOf, rowsOf } from "./calendar-layout";
import { hiddenIn, outranks, winnersOver } from "./ranks";
import { saleOf } from "./samples";
import { beside, dateText, daysAround } from "./span";

const day = (number: number) => new Date(2026, 2, number).getTime();
const iso = (number: number) => new Date(day(number)).toISOString();
const sale = (id: number, from: number, to: number | null, more = {}) =>
  saleOf({ id, starts_at: iso(from), ends_at: to === null ? null : iso(to), ...more });
const WEEK = { from: day(2), to: day(9) };

describe("which of two sales wins", () => {
  it("is the one with the higher priority, then the later start, then the later one", () => {
    const [first, later] = [sale(1, 2, 9), sale(2, 3, 8)];
    expect(outranks(later, first)).toBeGreaterThan(0);
    expect(outranks({ ...first, priority: 1 }, later)).toBeGreaterThan(0);
    expect(outranks(sale(5, 2, 9), first)).toBeGreaterThan(0);
  });

  it("is neither where they do not meet, nor one that is suspended or of another price", () => {
    const first = sale(1, 2, 5);
    expect(winnersOver(first, [sale(2, 5, 9)])).toEqual([]);
    expect(winnersOver(first, [sale(2, 3, 4, { state: "suspended" })])).toEqual([]);
    expect(winnersOver(first, [sale(2, 3, 4, { price_id: 12 })])).toEqual([]);
    expect(winnersOver(first, [sale(2, 3, 4)])).toHaveLength(1);
  });

  it("hides the other for as long as both run", () => {
    const long = sale(1, 2, 9);
    const over = [sale(2, 3, 5), sale(3, 4, 6), sale(4, 8, null)];
    expect(hiddenIn(long, over)).toEqual([
      { from: day(3), to: day(6) },
      { from: day(8), to: day(9) },
    ]);
    expect(hiddenIn({ ...long, state: "suspended" }, over)).toEqual([]);
  });
});

describe("the calendar's rows", () => {
  it("put the winner above, and mark where the other does not count", () => {
    const [row] = rowsOf([sale(1, 2, 9), sale(2, 4, 6)], WEEK);
    const bars = row?.bars.map(({ sale: of, lane, hidden }) => [of.id, lane, hidden.length]);
    expect(bars).toEqual([
      [1, 1, 1],
      [2, 0, 0],
    ]);
    expect(row?.lanes).toBe(2);
    expect(row?.bars[1]?.left).toBeCloseTo(2 / 7);
    expect(row?.bars[1]?.width).toBeCloseTo(2 / 7);
    expect(row?.bars[0]?.hidden[0]?.left).toBeCloseTo(2 / 7);
  });

  it("share a lane where sales follow one another", () => {
    const [row] = rowsOf([sale(1, 2, 4), sale(2, 4, 6)], WEEK);
    expect(row?.lanes).toBe(1);
  });

  it("cut what goes on beyond, and say so", () => {
    const [row] = rowsOf([sale(1, 1, null)], WEEK);
    expect(row?.bars[0]).toMatchObject({ left: 0, width: 1, before: true, after: true });
  });

  it("are of prices by SKU and list, without what does not meet the week", () => {
    const rows = rowsOf(
      [
        sale(1, 2, 9, { sku: "B-1", price_id: 2 }),
        sale(2, 2, 9, { sku: "A-17", price_id: 1, price_list: "web" }),
        sale(3, 2, 9, { sku: "A-17", price_id: 3 }),
        sale(4, 20, 21, { sku: "A-1", price_id: 4 }),
      ],
      WEEK,
    );
    expect(rows.map(({ sku, list }) => `${sku} ${list}`)).toEqual([
      "A-17 default",
      "A-17 web",
      "B-1 default",
    ]);
  });
});

describe("the agenda", () => {
  it("says day by day what starts and what ends, first what runs through", () => {
    const { starts } = daysAround(new Date(2026, 2, 4), "week");
    const days = agendaOf([sale(1, 3, 5), sale(2, 1, null), sale(3, 5, 20), sale(4, 1, 3)], starts);
    const said = days.map((each) => [
      dateText(each.day),
      ...each.entries.map(({ sale: of, what }) => `${what} ${String(of.id)}`),
    ]);
    expect(said).toEqual([
      ["2026-03-02", "runs 2", "runs 4"],
      ["2026-03-03", "starts 1", "ends 4"],
      ["2026-03-05", "ends 1", "starts 3"],
    ]);
  });
});

describe("the days that are shown", () => {
  it("are a week from Monday, or a whole month", () => {
    const week = daysAround(new Date(2026, 2, 8), "week");
    expect(week.starts.map(dateText)).toHaveLength(8);
    expect(week.starts.map(dateText)[0]).toBe("2026-03-02");
    const month = daysAround(new Date(2026, 1, 14), "month");
    expect(month.starts).toHaveLength(29);
    expect(dateText(beside(week, -1))).toBe("2026-02-23");
    expect(dateText(beside(month, 1))).toBe("2026-03-01");
  });
});

import { describe, expect, it } from "vitest";
import { readQuantity } from "@/lib/format/quantity";
import { isFull, stepped, totalOf } from "./lines";
import type { Outbox } from "./outbox";
import { BOWL, lineOf, MUG } from "./samples";
import { newSheet, reduceSheet, type Sheet, type SheetAction } from "./sheet";

interface Head {
  location: string;
}
type State = Sheet<Head, string, number>;
type Action = SheetAction<Head, string, number>;

const START: State = newSheet({ location: "TYO-1" });
const AT = "2026-01-05T03:00:00.000Z";
const LATER = "2026-01-05T03:05:00.000Z";
const outbox = (...lineIds: number[]): Outbox<string> => ({ key: "k1", body: "body", lineIds });
const after = (state: State, ...actions: Action[]): State => actions.reduce(reduceSheet, state);
const scan = (code: string, at = AT): Action => ({ type: "scanned", code, at });
const with_ = (...lines: State["lines"]): State => ({ ...START, lines });

describe("scanning", () => {
  it("makes a line at once, which takes its name when the code is known", () => {
    const scanned = after(START, scan("4006381333931"));
    const [line] = scanned.lines;
    expect(line).toMatchObject({ state: "asking", quantity: "1", sku: "4006381333931" });
    const found = after(scanned, { type: "identified", id: line?.id ?? 0, item: MUG });
    expect(found.lines).toHaveLength(1);
    expect(found.lines[0]).toMatchObject({ state: "ready", sku: "A-17", name: "Blue mug" });
  });

  it("lets go of what was said of it while it was being looked up", () => {
    const scanned = after(START, scan("4006381333931"));
    const id = scanned.lines[0]?.id ?? 0;
    const problem = { code: "not_known", detail: "" };
    const faulted = after(scanned, { type: "faulted", problems: new Map([[id, problem]]) });
    expect(faulted.lines).toMatchObject([{ problem }]);
    const found = after(faulted, { type: "identified", id, item: MUG });
    expect(found.lines).toMatchObject([{ state: "ready", problem: null }]);
  });

  it("counts up whatever label the same item was read off", () => {
    const first = after(START, scan("4006381333931"));
    const known = after(first, { type: "identified", id: first.lines[0]?.id ?? 0, item: MUG });
    expect(after(known, scan("4006381333931"), scan("a-17")).lines).toMatchObject([
      { quantity: "3" },
    ]);
  });

  it("joins two labels of one item that were both still being looked up", () => {
    const both = after(START, scan("4006381333931"), scan("A-17"), scan("A-17"));
    const [second, first] = both.lines;
    const joined = after(
      both,
      { type: "identified", id: first?.id ?? 0, item: MUG },
      { type: "identified", id: second?.id ?? 0, item: MUG },
    );
    expect(joined.lines).toMatchObject([{ quantity: "3", codes: ["4006381333931", "A-17"] }]);
  });

  it("brings the line that was touched last to the top", () => {
    const state = with_(lineOf(2, BOWL), lineOf(1, MUG));
    expect(after(state, scan("A-17")).lines.map((line) => line.sku)).toEqual(["A-17", "B-2"]);
  });

  it("keeps what cannot be looked up, and asks again", () => {
    const scanned = after(START, scan("A-17"));
    const id = scanned.lines[0]?.id ?? 0;
    const lost = after(scanned, { type: "unreachable", id });
    expect(lost.lines[0]).toMatchObject({ state: "unasked", quantity: "1" });
    expect(after(lost, { type: "asked_again" }).lines[0]?.state).toBe("asking");
    const calm = with_(lineOf(1));
    expect(after(calm, { type: "asked_again" })).toBe(calm);
  });

  it("takes the item that somebody chose for an unclear code", () => {
    const chosen = after(START, { type: "chosen", code: "036", item: BOWL, at: AT });
    expect(after(chosen, scan("036")).lines).toMatchObject([{ sku: "B-2", quantity: "2" }]);
  });
});

describe("a number", () => {
  it("has the time at which it was last set, unless somebody said another", () => {
    const state = with_(lineOf(1));
    expect(after(state, scan("A-17", LATER)).lines[0]?.at).toBe(LATER);
    const dated = after(state, { type: "dated", id: 1, at: "2026-01-04T00:00:00.000Z" });
    expect(after(dated, scan("A-17", LATER)).lines[0]?.at).toBe("2026-01-04T00:00:00.000Z");
  });

  it("may be zero or half-typed, and has no refusal once it is changed", () => {
    const state = with_(lineOf(1, MUG, { problem: { code: "insufficient_stock", detail: "" } }));
    const typed = after(state, { type: "counted", id: 1, quantity: "", at: LATER });
    expect(typed.lines[0]).toMatchObject({ quantity: "", problem: null });
    expect(readQuantity("")).toBeNull();
  });

  it("steps down to the least that makes sense", () => {
    expect(stepped("1", -1, 1)).toBe("1");
    expect(stepped("1", -1, 0)).toBe("0");
    expect(stepped("", 1, 0)).toBe("1");
    expect(stepped("\uff11\uff12", 1, 0)).toBe("13");
  });

  it("adds up over the sheet, and a sheet has an end", () => {
    const state = with_(lineOf(1, MUG, { quantity: "12" }), lineOf(2, BOWL, { quantity: "x" }));
    expect(totalOf(state.lines)).toBe(12);
    expect(isFull(state.lines, 2)).toBe(true);
    expect(isFull(state.lines, 3)).toBe(false);
  });
});

describe("a sheet that was sent", () => {
  const sent = after(with_(lineOf(2, BOWL), lineOf(1, MUG)), {
    type: "sent",
    outbox: outbox(2, 1),
  });

  it("stays as it was sent until there is an answer", () => {
    const tried = after(
      sent,
      { type: "counted", id: 1, quantity: "9", at: LATER },
      { type: "dated", id: 1, at: LATER },
      { type: "removed", id: 2 },
      { type: "headed", patch: { location: "OSA-1" } },
    );
    expect(tried.lines).toEqual(sent.lines);
    expect(tried.head).toEqual(sent.head);
  });

  it("counts what is scanned meanwhile on a line of its own", () => {
    const scanned = after(sent, scan("A-17"));
    const begun = scanned.lines[0]?.id ?? 0;
    const known = after(scanned, { type: "identified", id: begun, item: MUG });
    expect(known.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ["A-17", "1"],
      ["B-2", "1"],
      ["A-17", "1"],
    ]);
    const answered = after(known, {
      type: "answered",
      key: "k1",
      rows: [
        { lineId: 2, done: 92, problem: null },
        { lineId: 1, done: 91, problem: null },
      ],
    });
    expect(answered.lines.map((line) => line.id)).toEqual([begun]);
    expect(answered.done).toEqual([91, 92]);
  });

  it("keeps refused rows with their problem, and lets go of the rest", () => {
    const problem = { code: "insufficient_stock", detail: "", available: 0 };
    const answered = after(sent, {
      type: "answered",
      key: "k1",
      rows: [
        { lineId: 2, done: 92, problem: null },
        { lineId: 1, done: null, problem },
      ],
    });
    expect(answered).toMatchObject({ outbox: null, done: [92], lines: [{ id: 1, problem }] });
  });

  it("ignores the answer to something that is settled", () => {
    const rows = [{ lineId: 1, done: 91, problem: null }];
    expect(after(sent, { type: "answered", key: "other", rows })).toBe(sent);
    const refusal = { code: "forbidden", detail: "" };
    expect(after(sent, { type: "refused", key: "other", refusal, rows: new Map() })).toBe(sent);
  });

  it("comes back whole when the whole was refused, with the rows that are to blame", () => {
    const refusal = { code: "invalid", detail: "" };
    const problem = { code: "field", detail: "must be positive" };
    const back = after(sent, {
      type: "refused",
      key: "k1",
      refusal,
      rows: new Map([[1, problem]]),
    });
    expect(back).toMatchObject({ outbox: null, refusal });
    expect(back.lines.map((line) => line.problem)).toEqual([null, problem]);
    expect(after(back, scan("A-17")).refusal).toBeNull();
  });

  it("can be taken back to be changed, or thrown away", () => {
    const free = after(sent, { type: "taken_back" }, { type: "removed", id: 2 });
    expect(free).toMatchObject({ outbox: null, lines: [{ id: 1 }] });
    expect(after(sent, { type: "cleared" })).toMatchObject({ lines: [], outbox: null });
  });
});

// What can happen to a working sheet? A state machine without I/O: scans, edits, a sending, its
// answer. The same for movements, counts and transfers; they differ in head, body and answer.
import type { Coded } from "./code";
import * as lines from "./lines";
import type { Line, LineProblem } from "./lines";
import type { Outbox } from "./outbox";

const DONE_MAX = 200;

export interface Sheet<Head, Body, Done> {
  head: Head;
  /** The last one touched is the first. */
  lines: readonly Line[];
  outbox: Outbox<Body> | null;
  /** What was recorded from this sheet, newest first. */
  done: readonly Done[];
  /** Why the whole sheet was refused. */
  refusal: LineProblem | null;
}

export interface RowAnswer<Done> {
  lineId: number;
  /** Set when the row was recorded. */
  done: Done | null;
  problem: LineProblem | null;
}

export type SheetAction<Head, Body, Done> =
  | { type: "scanned"; code: string; at: string }
  | { type: "chosen"; code: string; item: Coded; at: string }
  | { type: "identified"; id: number; item: Coded }
  | { type: "unreachable"; id: number }
  | { type: "asked_again" }
  | { type: "counted"; id: number; quantity: string; at: string }
  | { type: "dated"; id: number; at: string }
  | { type: "removed"; id: number }
  | { type: "headed"; patch: Partial<Head> }
  /** What is wrong was seen before anything was sent. */
  | { type: "faulted"; problems: ReadonlyMap<number, LineProblem> }
  | { type: "sent"; outbox: Outbox<Body> }
  | { type: "answered"; key: string; rows: readonly RowAnswer<Done>[] }
  | { type: "refused"; key: string; refusal: LineProblem; rows: ReadonlyMap<number, LineProblem> }
  | { type: "taken_back" }
  | { type: "cleared" }
  | { type: "forgotten" };

export function newSheet<Head, Body, Done>(head: Head): Sheet<Head, Body, Done> {
  return { head, lines: [], outbox: null, done: [], refusal: null };
}

/** Lines whose outcome nobody knows yet; they stay as they were sent. */
export function frozenIn(sheet: { outbox: Outbox<unknown> | null }): ReadonlySet<number> {
  return new Set(sheet.outbox?.lineIds);
}

function answered<Head, Body, Done>(
  sheet: Sheet<Head, Body, Done>,
  key: string,
  rows: readonly RowAnswer<Done>[],
): Sheet<Head, Body, Done> {
  if (sheet.outbox?.key !== key) return sheet; // The answer to something long settled.
  const byLine = new Map(rows.map((row) => [row.lineId, row]));
  const done = rows.flatMap((row) => (row.done ? [row.done] : []));
  return {
    ...sheet,
    outbox: null,
    refusal: null,
    done: [...done.reverse(), ...sheet.done].slice(0, DONE_MAX),
    lines: sheet.lines
      .filter((line) => !byLine.get(line.id)?.done)
      .map((line) => ({ ...line, problem: byLine.get(line.id)?.problem ?? line.problem })),
  };
}

function refused<Head, Body, Done>(
  sheet: Sheet<Head, Body, Done>,
  key: string,
  refusal: LineProblem,
  rows: ReadonlyMap<number, LineProblem>,
): Sheet<Head, Body, Done> {
  const { outbox } = sheet;
  if (outbox?.key !== key) return sheet;
  const problems = new Map([...rows].map(([row, problem]) => [outbox.lineIds[row], problem]));
  return {
    ...sheet,
    outbox: null,
    refusal,
    lines: sheet.lines.map((line) => ({ ...line, problem: problems.get(line.id) ?? null })),
  };
}

/** What a person or a scanner does to the lines. */
function edited<Head, Body, Done>(
  sheet: Sheet<Head, Body, Done>,
  action: SheetAction<Head, Body, Done>,
): readonly Line[] {
  const frozen = frozenIn(sheet);
  switch (action.type) {
    case "scanned":
      return lines.scanned(sheet.lines, action.code, action.at, frozen);
    case "chosen": {
      const begun = lines.newLine(sheet.lines, action.code, action.at);
      return lines.identified([begun, ...sheet.lines], begun.id, action.item, frozen);
    }
    case "identified":
      return lines.identified(sheet.lines, action.id, action.item, frozen);
    case "unreachable":
      return lines.patched(sheet.lines, action.id, { state: "unasked" });
    case "asked_again":
      return lines.askedAgain(sheet.lines);
    case "counted":
      if (frozen.has(action.id)) return sheet.lines;
      return lines.requantified(sheet.lines, action.id, action.quantity, action.at);
    case "dated":
      if (frozen.has(action.id)) return sheet.lines;
      return lines.patched(sheet.lines, action.id, {
        at: action.at,
        atByHand: true,
        problem: null,
      });
    case "faulted":
      return lines.faulted(sheet.lines, action.problems);
    case "removed":
      return frozen.has(action.id)
        ? sheet.lines
        : sheet.lines.filter((line) => line.id !== action.id);
    default:
      return sheet.lines;
  }
}

export function reduceSheet<Head, Body, Done>(
  sheet: Sheet<Head, Body, Done>,
  action: SheetAction<Head, Body, Done>,
): Sheet<Head, Body, Done> {
  switch (action.type) {
    case "headed":
      // The head of what is on its way stays with it.
      if (sheet.outbox) return sheet;
      return {
        ...sheet,
        head: { ...sheet.head, ...action.patch },
        refusal: null,
        lines: sheet.lines.map((line) => (line.problem ? { ...line, problem: null } : line)),
      };
    case "sent":
      return { ...sheet, outbox: action.outbox, refusal: null };
    case "answered":
      return answered(sheet, action.key, action.rows);
    case "refused":
      return refused(sheet, action.key, action.refusal, action.rows);
    case "taken_back":
      return { ...sheet, outbox: null };
    case "cleared":
      return { ...sheet, lines: [], outbox: null, refusal: null };
    case "forgotten":
      return { ...sheet, done: [] };
    default: {
      const next = edited(sheet, action);
      return next === sheet.lines ? sheet : { ...sheet, lines: next, refusal: null };
    }
  }
}

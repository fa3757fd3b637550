// What stands on a working sheet? Lines that scans make, join and count up; all of it pure.
import { QUANTITY_MAX, readQuantity } from "@/lib/format/quantity";
import { plainCode, sameCode, type Coded } from "./code";

export const LINES_MAX = 500;
const CODES_MAX = 8;

/** Why a line was refused; `available` where that was the reason. */
export interface LineProblem {
  code: string;
  detail: string;
  available?: number | undefined;
}

export interface Line {
  id: number;
  /** `asking`: the code is being looked up; `unasked`: it could not be, for now. */
  state: "asking" | "unasked" | "ready";
  /** Everything that was read off a label for this line. */
  codes: string[];
  sku: string;
  name: string;
  unit: string;
  /** As typed, so that a half-typed number survives. */
  quantity: string;
  /** When the number was last set, or what somebody said instead. */
  at: string;
  atByHand: boolean;
  problem: LineProblem | null;
}

export type Lines = readonly Line[];

function nextId(lines: Lines): number {
  return lines.reduce((highest, line) => Math.max(highest, line.id), Date.now()) + 1;
}

export function newLine(lines: Lines, code: string, at: string): Line {
  return {
    id: nextId(lines),
    state: "asking",
    codes: [code],
    sku: code,
    name: "",
    unit: "",
    quantity: "1",
    at,
    atByHand: false,
    problem: null,
  };
}

export function carries(line: Line, code: string): boolean {
  return line.codes.some((each) => sameCode(each, code));
}

/** A changed number is a new statement: it has a new time, and no refusal yet. */
function numbered(line: Line, quantity: string, at: string): Line {
  return { ...line, quantity, at: line.atByHand ? line.at : at, problem: null };
}

function plus(text: string, more: number): string {
  const now = text.trim() === "" ? 0 : readQuantity(text);
  if (now === null) return text; // A text that is no number is asked about, not overwritten.
  const sum = now + more;
  return String(Math.min(Math.max(sum, -QUANTITY_MAX), QUANTITY_MAX));
}

/** `quantity` as the steppers see it: never below `least`. */
export function stepped(text: string, step: number, least: number): string {
  const next = readQuantity(plus(text, step));
  return next === null ? text : String(Math.max(least, next));
}

export function isFull(lines: Lines, max = LINES_MAX): boolean {
  return lines.length >= max;
}

/** The line of this code counts up and moves to the top; otherwise a new line begins there. */
export function scanned(
  lines: Lines,
  text: string,
  at: string,
  frozen: ReadonlySet<number>,
): Lines {
  const code = plainCode(text);
  const known = lines.find((line) => !frozen.has(line.id) && carries(line, code));
  if (!known) return [newLine(lines, code, at), ...lines];
  const rest = lines.filter((line) => line !== known);
  return [numbered(known, plus(known.quantity, 1), at), ...rest];
}

/** What could not be looked up is looked up again; the same lines when there is none. */
export function askedAgain(lines: Lines): Lines {
  if (!lines.some((line) => line.state === "unasked")) return lines;
  return lines.map((line) => (line.state === "unasked" ? { ...line, state: "asking" } : line));
}

/** The code of a line is an item: the line takes its name, or joins the line of that item. */
export function identified(
  lines: Lines,
  id: number,
  item: Coded,
  frozen: ReadonlySet<number>,
): Lines {
  const asked = lines.find((line) => line.id === id);
  if (!asked) return lines;
  const twin = lines.find(
    (line) =>
      line.id !== id && line.state === "ready" && line.sku === item.sku && !frozen.has(line.id),
  );
  if (!twin) {
    const { sku, name, unit } = item;
    const codes = [...new Set([...asked.codes, sku])];
    return lines.map((line) =>
      // That it was not known yet is no problem any more.
      line.id === id ? { ...line, state: "ready", codes, sku, name, unit, problem: null } : line,
    );
  }
  const codes = [...new Set([...twin.codes, ...asked.codes])].slice(0, CODES_MAX);
  const joined = {
    ...numbered(twin, plus(twin.quantity, readQuantity(asked.quantity) ?? 0), asked.at),
    codes,
  };
  return lines.filter((line) => line !== twin).map((line) => (line.id === id ? joined : line));
}

export function patched(lines: Lines, id: number, patch: Partial<Line>): Lines {
  return lines.map((line) => (line.id === id ? { ...line, ...patch } : line));
}

export function faulted(lines: Lines, problems: ReadonlyMap<number, LineProblem>): Lines {
  return lines.map((line) => {
    const problem = problems.get(line.id);
    return problem ? { ...line, problem } : line;
  });
}

export function requantified(lines: Lines, id: number, quantity: string, at: string): Lines {
  return lines.map((line) => (line.id === id ? numbered(line, quantity, at) : line));
}

/** How many pieces the sheet speaks of; unreadable numbers count as none. */
export function totalOf(lines: Lines): number {
  return lines.reduce((sum, line) => sum + (readQuantity(line.quantity) ?? 0), 0);
}

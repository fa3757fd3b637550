// What does a refused line say to a person? And which lines need not be sent to be refused?
import { QUANTITY_MAX, readQuantity } from "@/lib/format/quantity";
import type { Format } from "@/lib/format/format";
import type { Messages } from "@/lib/i18n/messages";
import { isOpenMoment } from "./moment";
import type { Line, LineProblem } from "./lines";

/** Codes of this page; all others are the server's. */
type Fault =
  | "quantity_whole"
  | "quantity_positive"
  | "quantity_too_large"
  | "not_known"
  | "future"
  | "when_open";

const CLOCK_SKEW_MS = 300_000;

export function problemWords(problem: LineProblem, t: Messages, format: Format): string {
  const words = t.sheets;
  switch (problem.code) {
    case "quantity_whole":
      return words.quantityWhole;
    case "quantity_positive":
      return words.quantityPositive;
    case "quantity_too_large":
      return words.quantityTooLarge;
    case "not_known":
      return words.notYetKnown;
    case "when_open":
      return words.whenOpen;
    case "future":
      return words.future;
    case "others_refused":
      return words.refusedOthers;
    case "insufficient_stock":
      if (problem.available === undefined) break;
      return words.onlyAvailable(format.number(problem.available));
    default:
  }
  return t.errors.codes[problem.code] ?? problem.detail;
}

const OURS: ReadonlySet<string> = new Set<Fault>([
  "quantity_whole",
  "quantity_positive",
  "quantity_too_large",
  "not_known",
  "future",
  "when_open",
]);

/** Whether the line was stopped here, rather than refused by the server. */
export function isOurs(problem: LineProblem): boolean {
  return OURS.has(problem.code);
}

export function isFuture(iso: string, now: number): boolean {
  return iso !== "" && Date.parse(iso) > now + CLOCK_SKEW_MS;
}

function faultOf(line: Line, least: number, now: number): Fault | null {
  if (line.state !== "ready") return "not_known";
  const quantity = readQuantity(line.quantity);
  if (quantity === null) return "quantity_whole";
  if (quantity < least) return least > 0 ? "quantity_positive" : "quantity_whole";
  if (quantity > QUANTITY_MAX) return "quantity_too_large";
  if (isOpenMoment(line.at)) return "when_open";
  return isFuture(line.at, now) ? "future" : null;
}

/** What is wrong with the lines before they are sent; `least` is 0 for counts, 1 otherwise. */
export function faultsOf(
  lines: readonly Line[],
  least: number,
  now: number,
): Map<number, LineProblem> {
  const faults = new Map<number, LineProblem>();
  for (const line of lines) {
    const code = faultOf(line, least, now);
    if (code) faults.set(line.id, { code, detail: code });
  }
  return faults;
}

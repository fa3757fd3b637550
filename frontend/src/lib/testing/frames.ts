// Which frames does the backend promise? One example per change type, written by the backend's own
// tests into contracts/stream and read here, so that both sides are held to the same files.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "@/lib/stream/protocol";

const FOLDER = join(process.cwd(), "..", "contracts", "stream");

function changesIn(document: unknown): Change[] {
  const frame = document as { changes?: Change[]; type?: string; after?: unknown };
  if (Array.isArray(frame.changes)) return frame.changes;
  return frame.after ? [frame as Change] : [];
}

/** Every example change of these types; empty while the backend has written none. */
export function exampleChanges(...types: string[]): Change[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => changesIn(JSON.parse(readFileSync(join(FOLDER, name), "utf8"))))
    .filter((change) => types.includes(change.type));
}

// How does this room hear of transfers? By the movements of their legs: goods left, goods arrived.
import type { QueryClient } from "@tanstack/react-query";
import { soon } from "@/lib/query/soon";
import type { Change } from "@/lib/stream/protocol";
import type { LiveRoom } from "@/lib/live/room";
import { askAnew, transferKeys } from "./api";

const ASK_WAIT_MS = 400;
const askSoon = soon(ASK_WAIT_MS);

export function tellsOfTransfer({ cause }: Change): boolean {
  const { movement } = (cause ?? {}) as { movement?: { transfer_id?: number | null } };
  return typeof movement?.transfer_id === "number";
}

export function applyTransfers(client: QueryClient, changes: readonly Change[]): void {
  if (!changes.some(tellsOfTransfer)) return;
  askSoon(() => askAnew(client));
}

export const transfersRoom: LiveRoom = {
  channel: "inventory:updates",
  apply: applyTransfers,
  keys: [transferKeys.all, transferKeys.ones],
};

// How does a sheet of this room reach the ledger, and the rest of the screen?
import { useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { Outbox } from "@/lib/sheet/outbox";
import { useSending, type Sending } from "@/lib/sheet/use-sending";
import type { SheetDesk } from "@/lib/sheet/use-sheet";
import { addMovements, patchLevels } from "../changes";
import { readBatch } from "./batch";
import type { BatchAnswer, BatchBody, Recorded } from "./types";

function post({ body, key }: Outbox<BatchBody>): Promise<BatchAnswer> {
  return api.post("/api/v1/stock/movements/batch", { body, idempotencyKey: key });
}

export function useBatch<Head>(desk: SheetDesk<Head, BatchBody, Recorded>): Sending<BatchBody> {
  const client = useQueryClient();
  return useSending({
    desk,
    post,
    read: readBatch,
    onAnswer: ({ results }) => {
      patchLevels(
        client,
        results.flatMap(({ level }) => level ?? []),
      );
      addMovements(
        client,
        results.flatMap(({ movement }) => movement ?? []),
      );
    },
  });
}

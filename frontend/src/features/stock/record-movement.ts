// How is a movement recorded so that the screen answers at once and is never wrong for long?
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { mapRow, type Pages } from "@/lib/query/pages";
import { stockKeys } from "./api";
import { addMovements, patchLevels } from "./changes";
import { moved, signedDelta } from "./status";
import type { Level, MovementBody } from "./types";

export interface MovementCommand {
  body: MovementBody;
  idempotencyKey: string;
}

function findLevel(client: QueryClient, sku: string, location: string): Level | undefined {
  const wanted = sku.toLowerCase();
  for (const [, data] of client.getQueriesData<Pages<Level>>({ queryKey: stockKeys.levels })) {
    for (const page of data?.pages ?? []) {
      const found = page.items.find(
        (row) => row.location === location && row.sku.toLowerCase() === wanted,
      );
      if (found) return found;
    }
  }
  return undefined;
}

/** Changes a level wherever it is shown, whatever its version: for what is not certain yet. */
export function changeLevel(client: QueryClient, id: number, change: (row: Level) => Level): void {
  client.setQueriesData<Pages<Level>>({ queryKey: stockKeys.levels }, (data) =>
    mapRow(data, id, change),
  );
}

/** Shows the outcome before it is known; returns how to take it back. */
export function applyOptimistically(client: QueryClient, body: MovementBody): () => void {
  const level = findLevel(client, body.sku, body.location);
  if (!level) return () => undefined;
  const delta = signedDelta(body.kind, body.quantity);
  // What is sure to be refused is not shown first; the server has the last word on backorders.
  if (level.available + delta < 0) return () => undefined;
  changeLevel(client, level.id, (row) => moved(row, delta));
  return () => {
    // A row with a higher version is the server's word already and needs no way back.
    changeLevel(client, level.id, (row) =>
      row.version === level.version ? moved(row, -delta) : row,
    );
  };
}

export function useRecordMovement() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: MovementCommand) =>
      api.post("/api/v1/stock/movements", { body, idempotencyKey }),
    onMutate: ({ body }) => ({ takeBack: applyOptimistically(client, body) }),
    onError: (_problem, _command, context) => context?.takeBack(),
    onSuccess: ({ movement, level }) => {
      patchLevels(client, [level]);
      addMovements(client, [movement]);
    },
  });
}

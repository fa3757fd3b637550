// How is a movement recorded so that the screen answers at once and is never wrong for long?
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { isSame } from "@/lib/format/identifiers";
import { mapRow, type Pages } from "@/lib/query/pages";
import { stockKeys } from "./api";
import { addMovements, patchLevels } from "./changes";
import { moved, signedDelta } from "./status";
import type { MovementValues } from "./movement-schema";
import type { Level, Movement, MovementBody } from "./types";

export interface MovementCommand {
  /** What was typed, for the form to open with it once more. */
  values: MovementValues;
  body: MovementBody;
  idempotencyKey: string;
  /** It was sent before, and nobody knows what became of it. */
  again?: boolean;
}

interface Words {
  onRecorded: (command: MovementCommand, movement: Movement) => void;
  onFailed: (command: MovementCommand, error: unknown) => void;
}

function findLevel(client: QueryClient, sku: string, location: string): Level | undefined {
  for (const [, data] of client.getQueriesData<Pages<Level>>({ queryKey: stockKeys.levels })) {
    for (const page of data?.pages ?? []) {
      const found = page.items.find((row) => row.location === location && isSame(row.sku, sku));
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

/** The answers come through `words` also when others were sent meanwhile. */
export function useRecordMovement({ onRecorded, onFailed }: Words) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: MovementCommand) =>
      api.post("/api/v1/stock/movements", { body, idempotencyKey }),
    onMutate: ({ body, again }) => ({
      // What may be in the figures already must not be shown on top of them.
      takeBack: again ? () => undefined : applyOptimistically(client, body),
    }),
    onError: (error, command, context) => {
      context?.takeBack();
      onFailed(command, error);
    },
    onSuccess: ({ movement, level }, command) => {
      patchLevels(client, [level]);
      addMovements(client, [movement]);
      onRecorded(command, movement);
    },
  });
}

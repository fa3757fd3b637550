// How is a line of the ledger taken back? By a second line that points to it.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { addMovements, patchLevels } from "../changes";

interface Command {
  id: number;
  reason: string | null;
  idempotencyKey: string;
}

export function useTakeBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason, idempotencyKey }: Command) =>
      api.post("/api/v1/stock/movements/{movement_id}/reverse", {
        path: { movement_id: id },
        body: { reason },
        idempotencyKey,
      }),
    onSuccess: ({ movement, level }) => {
      patchLevels(client, [level]);
      addMovements(client, [movement]);
    },
  });
}

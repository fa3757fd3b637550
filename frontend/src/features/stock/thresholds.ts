// How is the reorder point of a level set?
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { patchLevels } from "./changes";
import type { Level } from "./types";

export function useSetReorderPoint(level: Level) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reorder_point: number | null) =>
      api.patch("/api/v1/stock/levels/{level_id}", {
        path: { level_id: level.id },
        // Quantities move all the time and do not matter here, so no version is expected.
        body: { reorder_point },
      }),
    onSuccess: (saved) => patchLevels(client, [saved]),
  });
}

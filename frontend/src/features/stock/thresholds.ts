// How is the reorder point of a level set?
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { patchLevels } from "./changes";
import type { Level } from "./types";

/** `seen` is the reorder point that the reader saw; another one in its place is a conflict. */
export function useSetReorderPoint(level: Level, seen: number | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reorder_point: number | null) =>
      api.patch("/api/v1/stock/levels/{level_id}", {
        path: { level_id: level.id },
        // The version changes with each movement, which does not matter here.
        body: { reorder_point, expected_reorder_point: seen },
      }),
    onSuccess: (saved) => patchLevels(client, [saved]),
  });
}

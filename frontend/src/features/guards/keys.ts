// Under which keys are guards kept?
import type { PreviewBody } from "./types";

export const guardKeys = {
  list: ["guards", "list"] as const,
  previews: ["guards", "preview"] as const,
  preview: (body: PreviewBody | null) => ["guards", "preview", body] as const,
};

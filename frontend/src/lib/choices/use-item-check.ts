// Find the one item that a typed text names.
import { useQueryClient } from "@tanstack/react-query";
import { matchCode } from "@/lib/sheet/code";
import { findByCode } from "@/lib/sheet/find-item";
import { itemsLikeQuery } from "./choices";

export type ItemCheck =
  | { kind: "one"; sku: string }
  /** No item, or several, have this SKU or barcode. */
  | { kind: "none" }
  /** The server could not be asked. */
  | { kind: "unknown" };

/** Looks at what the picker has loaded first, and asks the server where that does not decide. */
export function useItemCheck(): (text: string) => Promise<ItemCheck> {
  const client = useQueryClient();
  return async (text) => {
    const code = text.trim();
    const loaded = client.getQueryData(itemsLikeQuery(code).queryKey);
    const match = matchCode(loaded ?? [], code);
    if (match.kind === "one") return { kind: "one", sku: match.item.sku };
    try {
      const found = await findByCode(code);
      return found.kind === "one" ? { kind: "one", sku: found.item.sku } : { kind: "none" };
    } catch {
      return { kind: "unknown" };
    }
  };
}

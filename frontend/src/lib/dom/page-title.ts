// What does the browser's tab, its history and a bookmark call this page?
import { useEffect } from "react";

const PRODUCT = "Tanamori";

/** Names the page by its parts, the closest first: "TEA-001 · Stock · Tanamori". */
export function usePageTitle(...parts: readonly (string | null | undefined)[]): void {
  const title = [...parts, PRODUCT].filter(Boolean).join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}

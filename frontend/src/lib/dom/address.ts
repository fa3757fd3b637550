// What does the address say, and how is it changed without leaving the page? Filters and the open
// item live in the address, so that a view can be linked and the back button works.
import { useSearchParams } from "next/navigation";

type Patch = Record<string, string | null>;

/** Sets or (null) removes query values; `push` makes a step that the back button undoes. */
export function changeAddress(patch: Patch, { push = false } = {}): void {
  const url = new URL(window.location.href);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === "") url.searchParams.delete(key);
    else url.searchParams.set(key, value);
  }
  const target = `${url.pathname}${url.search}`;
  if (push) window.history.pushState(null, "", target);
  else window.history.replaceState(null, "", target);
}

export function useAddressValue(key: string): string | null {
  return useSearchParams().get(key);
}

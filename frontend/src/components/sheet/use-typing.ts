// Where do keys go that are meant for no field? Into the scan field: a scanner does not look where
// the focus is.
import { useEffect, type RefObject } from "react";

const FIELDS = /^(INPUT|TEXTAREA|SELECT)$/;

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && FIELDS.test(target.tagName);
}

/** The window that lies over everything belongs to itself; the field may be in it. */
function isCovered(field: HTMLElement | null): boolean {
  const over = document.querySelector("[role=dialog], [role=menu]");
  return over !== null && !over.contains(field);
}

export function useTypingGoesTo(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isText = event.key.length === 1 && event.key !== " " && event.key !== "/";
      if (!isText || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.defaultPrevented || isField(event.target) || isCovered(field.current)) return;
      field.current?.focus(); // The letter itself follows the focus.
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [field]);
}

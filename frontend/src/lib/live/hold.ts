// Is somebody using the rows of a live list right now? Then they must not move: a click would hit
// another row than the one that was aimed at.
import { useEffect, useState } from "react";

/** A pointer that rests for so long is not about to click, ms. */
export const POINTER_REST_MS = 30_000;

type Reason = "pointer" | "focus" | "selection";

function hasSelectionIn(element: HTMLElement): boolean {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.anchorNode) return false;
  return element.contains(selection.anchorNode);
}

/**
 * `holds` is true while the pointer is over the element given to `attach` and moved within
 * `POINTER_REST_MS`, while the focus is in it, or while text in it is selected.
 */
export function useHold(): { holds: boolean; attach: (element: HTMLElement | null) => void } {
  const [reasons, setReasons] = useState<ReadonlySet<Reason>>(new Set());
  const [target, setTarget] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (!target) return;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const mark = (reason: Reason, holds: boolean) =>
      setReasons((before) => {
        if (before.has(reason) === holds) return before;
        const after = new Set(before);
        if (holds) after.add(reason);
        else after.delete(reason);
        return after;
      });
    const point = () => {
      mark("pointer", true);
      clearTimeout(rest);
      rest = setTimeout(() => mark("pointer", false), POINTER_REST_MS);
    };
    const leave = () => {
      clearTimeout(rest);
      mark("pointer", false);
    };
    const focus = () => mark("focus", target.contains(document.activeElement));
    const blur = (event: FocusEvent) =>
      mark("focus", event.relatedTarget instanceof Node && target.contains(event.relatedTarget));
    const select = () => mark("selection", hasSelectionIn(target));
    target.addEventListener("pointermove", point);
    target.addEventListener("pointerdown", point);
    target.addEventListener("pointerleave", leave);
    target.addEventListener("focusin", focus);
    target.addEventListener("focusout", blur);
    document.addEventListener("selectionchange", select);
    return () => {
      clearTimeout(rest);
      target.removeEventListener("pointermove", point);
      target.removeEventListener("pointerdown", point);
      target.removeEventListener("pointerleave", leave);
      target.removeEventListener("focusin", focus);
      target.removeEventListener("focusout", blur);
      document.removeEventListener("selectionchange", select);
      setReasons(new Set());
    };
  }, [target]);
  return { holds: reasons.size > 0, attach: setTarget };
}

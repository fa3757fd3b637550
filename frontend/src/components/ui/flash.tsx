import { useEffect, useRef, useState, type HTMLAttributes } from "react";
import { cx } from "@/lib/dom/cx";

export type Direction = "up" | "down";

/** How long a changed value stays marked, ms; the glow itself is in globals.css. */
export const GLOW_MS = 1_400;

interface Glow {
  direction: Direction;
  /** Counts the changes, so that a second one inside the first glow starts it anew. */
  count: number;
}

/** Which way did this value just go? Nothing on the first sight of it. */
export function useFlash(value: number): Glow | null {
  const seen = useRef(value);
  const [glow, setGlow] = useState<Glow | null>(null);

  useEffect(() => {
    if (seen.current === value) return;
    const direction = value > seen.current ? "up" : "down";
    seen.current = value;
    setGlow((last) => ({ direction, count: (last?.count ?? 0) + 1 }));
    const timer = setTimeout(() => setGlow(null), GLOW_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return glow;
}

interface Props extends HTMLAttributes<HTMLSpanElement> {
  value: number;
  text: string;
}

/** A figure that glows once when it changes, green upwards and red downwards, with an arrow. */
export function FlashValue({ value, text, className, ...rest }: Props) {
  const glow = useFlash(value);
  return (
    <span
      // Two elements with the same animation: the key makes the browser start it again.
      key={glow ? glow.count : 0}
      data-flash={glow?.direction}
      className={cx("nums relative rounded-sm", className)}
      {...rest}
    >
      {glow && (
        <span aria-hidden="true" className="absolute -left-0.5 text-[0.6em] leading-[inherit]">
          {glow.direction === "up" ? "▲" : "▼"}
        </span>
      )}
      {text}
    </span>
  );
}

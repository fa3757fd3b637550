import { useEffect, useRef, useState, type HTMLAttributes } from "react";
import { cx } from "@/lib/dom/cx";
import { compareDecimals } from "@/lib/format/decimal";

export type Direction = "up" | "down";

/** How long a changed value stays marked, ms; the glow itself is in globals.css. */
export const GLOW_MS = 1_400;

/** So many glows at once are a storm: then they are plain, for moving light is work to draw. */
const STORM_MIN = 14;
let glowing = 0;

function count(step: 1 | -1): void {
  glowing += step;
  document.documentElement.toggleAttribute("data-storm", glowing >= STORM_MIN);
}

interface Glow {
  direction: Direction;
  /** Counts the changes, so that a second one inside the first glow starts it anew. */
  count: number;
}

/** Which way did this value just go? Nothing on the first sight of it. */
export function useFlash<T>(value: T, compare: (a: T, b: T) => number): Glow | null {
  const seen = useRef(value);
  const [glow, setGlow] = useState<Glow | null>(null);

  useEffect(() => {
    const difference = compare(value, seen.current);
    seen.current = value;
    if (difference === 0) return;
    const direction = difference > 0 ? "up" : "down";
    setGlow((last) => ({ direction, count: (last?.count ?? 0) + 1 }));
  }, [value, compare]);
  useEffect(() => {
    if (!glow) return undefined;
    const timer = setTimeout(() => setGlow(null), GLOW_MS);
    count(1);
    return () => {
      clearTimeout(timer);
      count(-1);
    };
  }, [glow]);
  return glow;
}

interface Props extends HTMLAttributes<HTMLSpanElement> {
  glow: Glow | null;
  text: string;
}

function Glowing({ glow, text, className, ...rest }: Props) {
  return (
    <span
      // A new key is a new element, so that a change inside the glow of another starts it anew.
      key={glowing < STORM_MIN ? (glow?.count ?? 0) : "storm"}
      data-flash={glow?.direction}
      className={cx("nums relative rounded-sm", className)}
      {...rest}
    >
      {text}
    </span>
  );
}

const difference = (a: number, b: number) => a - b;

/** For a row that glows once, without a direction, when it has a new version. */
export function useRenewal(version: number) {
  const glow = useFlash(version, difference);
  return glow ? ({ "data-flash": "changed", "data-glow": "plain" } as const) : {};
}

/** A figure that glows once when it changes, green upwards and red downwards, with an arrow. */
export function FlashValue({ value, ...rest }: Omit<Props, "glow"> & { value: number }) {
  return <Glowing glow={useFlash(value, difference)} {...rest} />;
}

/** The same for an amount of money, which stays a decimal string. */
export function FlashAmount({ amount, ...rest }: Omit<Props, "glow"> & { amount: string }) {
  return <Glowing glow={useFlash(amount, compareDecimals)} {...rest} />;
}

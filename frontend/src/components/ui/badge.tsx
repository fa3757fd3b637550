import type { ReactNode } from "react";
import { cx } from "@/lib/dom/cx";

export type Tone = "neutral" | "ok" | "low" | "out" | "over" | "accent";

const TONES: Record<Tone, string> = {
  neutral: "bg-hover text-ink-2",
  ok: "bg-ok-soft text-ok",
  low: "bg-low-soft text-low",
  out: "bg-out-soft text-out",
  over: "bg-over-soft text-over",
  accent: "bg-accent-soft text-accent-text",
};

export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex h-5 items-center rounded-sm px-1.5 text-2xs font-medium whitespace-nowrap",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}

const DOTS: Record<Tone, string> = {
  neutral: "bg-ink-3",
  ok: "bg-ok",
  low: "bg-low-fill",
  out: "bg-out-fill",
  over: "bg-over",
  accent: "bg-accent",
};

export function Dot({ tone, className }: { tone: Tone; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx("inline-block size-2 shrink-0 rounded-full", DOTS[tone], className)}
    />
  );
}

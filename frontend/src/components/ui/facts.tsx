import type { ReactNode } from "react";
import { cx } from "@/lib/dom/cx";

interface FactProps {
  label: ReactNode;
  /** Drawn attention to when something is not as it should be. */
  tone?: "low" | "out" | undefined;
  children: ReactNode;
}

const TONES = { low: "text-low", out: "text-out" } as const;

/** One line of a list of facts: what it is, and how it is. */
export function Fact({ label, tone, children }: FactProps) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-1">
      <dt className="min-w-0 text-xs break-keep text-ink-3">{label}</dt>
      <dd className={cx("nums text-right text-xs font-medium", tone ? TONES[tone] : "text-ink")}>
        {children}
      </dd>
    </div>
  );
}

export function Facts({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={className}>{children}</dl>;
}

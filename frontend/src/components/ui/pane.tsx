import type { ReactNode } from "react";
import { cx } from "@/lib/dom/cx";

interface Props {
  title: string;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A titled part of the screen that scrolls by itself. */
export function Pane({ title, action, className, children }: Props) {
  return (
    <section aria-label={title} className={cx("flex min-h-0 flex-col bg-surface", className)}>
      <header className="flex h-10 shrink-0 items-center justify-between gap-2 border-b border-line px-4">
        <h2 className="text-xs font-semibold text-ink-2">{title}</h2>
        {action}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </section>
  );
}

"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef, type ReactNode } from "react";
import { cx } from "@/lib/dom/cx";

interface Section {
  href: string;
  label: string;
  /** A count of what waits there. */
  badge?: ReactNode;
}

interface Props {
  /** The name of the whole area, for the heading and for who cannot see the line. */
  title: string;
  sections: readonly Section[];
}

/** The pages of one area as a line of links; the address says which one is open. */
export function SectionTabs({ title, sections }: Props) {
  const path = usePathname();
  const line = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the line is longer than the screen, and grows when a count comes.
    const nav = line.current;
    const observer = new ResizeObserver(() => {
      const current = nav?.querySelector("[aria-current]");
      current?.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
    for (const link of nav?.children ?? []) observer.observe(link);
    return () => observer.disconnect();
  }, [path]);
  return (
    <div className="flex h-11 shrink-0 items-stretch border-b border-line bg-surface px-3 sm:px-4">
      <h1 className="sr-only">{title}</h1>
      <nav
        ref={line}
        aria-label={title}
        className="flex min-w-0 flex-1 gap-4 overflow-x-auto [scrollbar-width:none] max-sm:-mr-3 max-sm:[mask-image:linear-gradient(to_right,black_calc(100%-2rem),transparent)] max-sm:scroll-pr-8 max-sm:pr-8"
      >
        {sections.map(({ href, label, badge }) => {
          const current = href === path;
          return (
            <Link
              key={href}
              href={href}
              aria-current={current ? "page" : undefined}
              className={cx(
                "focus-inset -mb-px flex shrink-0 items-center gap-1.5 rounded-t-sm border-b-2 px-0.5",
                "text-sm font-medium whitespace-nowrap transition-colors duration-100",
                current ? "border-accent text-ink" : "border-transparent text-ink-3 hover:text-ink",
              )}
            >
              {label}
              {badge}
            </Link>
          );
        })}
      </nav>
    </div>
  );
}

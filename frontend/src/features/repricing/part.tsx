import type { ReactNode } from "react";

/** A titled part of the wizard. */
export function Part({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="px-4 py-4 sm:px-5">
      <h2 className="text-md font-semibold">{title}</h2>
      {hint && <p className="mt-0.5 text-xs text-ink-3">{hint}</p>}
      <div className="mt-4 grid gap-4">{children}</div>
    </section>
  );
}

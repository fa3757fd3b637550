import type { ReactNode } from "react";

interface Props {
  title: string;
  action?: ReactNode;
  children?: ReactNode;
}

/** The title of a room, its filters, and what can be done there. */
export function PageHead({ title, action, children }: Props) {
  return (
    <div className="flex h-13 shrink-0 items-center gap-3 border-b border-line px-3 sm:px-4">
      <h1 className="shrink-0 text-md font-semibold">{title}</h1>
      <div className="min-w-0 flex-1 overflow-x-auto [scrollbar-width:none]">{children}</div>
      {action}
    </div>
  );
}

import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { cx } from "@/lib/dom/cx";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What a screen reader and the tooltip say. */
  label: string;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, className, children, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(
        "inline-grid size-8 shrink-0 place-items-center rounded-md text-ink-3",
        "transition-colors duration-100 hover:bg-hover hover:text-ink",
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}

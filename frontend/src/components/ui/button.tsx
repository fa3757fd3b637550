import { LoaderCircle } from "lucide-react";
import type { ButtonHTMLAttributes, Ref } from "react";
import { cx } from "@/lib/dom/cx";

type Variant = "primary" | "secondary" | "ghost" | "quiet";
type Size = "sm" | "md";

const VARIANTS: Record<Variant, string> = {
  primary: "bg-accent text-accent-ink hover:bg-accent-hover shadow-flat",
  secondary: "bg-surface text-ink border border-line-strong hover:bg-hover shadow-flat",
  quiet: "text-accent-text hover:bg-accent-soft",
  ghost: "text-ink-2 hover:bg-hover hover:text-ink",
};
const SIZES: Record<Size, string> = {
  sm: "h-7 px-2 text-xs gap-1 rounded-sm",
  md: "h-8 px-3 text-sm gap-1.5 rounded-md",
};

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: Variant;
  size?: Size;
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  variant = "secondary",
  size = "md",
  busy = false,
  type = "button",
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      disabled={disabled ?? busy}
      aria-busy={busy || undefined}
      className={cx(
        "inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap",
        "transition-colors duration-100 disabled:opacity-55",
        VARIANTS[variant],
        SIZES[size],
        className,
      )}
      {...rest}
    >
      {busy && <LoaderCircle className="size-3.5 animate-spin" aria-hidden="true" />}
      {children}
    </button>
  );
}

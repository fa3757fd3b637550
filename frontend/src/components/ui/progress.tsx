import { cx } from "@/lib/dom/cx";

interface Props {
  label: string;
  done: number;
  /** 0 while it is not known how much there is. */
  total: number;
  className?: string;
}

/** How far something is; while nobody knows how long it takes, it only shows that it goes on. */
export function Progress({ label, done, total, className }: Props) {
  const known = total > 0;
  const percent = known ? Math.min(100, (done / total) * 100) : 100;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(known ? { "aria-valuenow": Math.round(percent) } : {})}
      className={cx("h-2 overflow-hidden rounded-full bg-sunken", className)}
    >
      <div
        className={cx(
          "h-full rounded-full bg-accent transition-[width] duration-300",
          !known && "animate-pulse opacity-60",
        )}
        style={{ width: `${String(percent)}%` }}
      />
    </div>
  );
}

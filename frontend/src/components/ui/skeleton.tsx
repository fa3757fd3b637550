import { cx } from "@/lib/dom/cx";

export function Skeleton({ className }: { className?: string }) {
  return <span className={cx("block h-3 animate-pulse rounded-sm bg-line", className)} />;
}

/** Lines of differing lengths, where a list will be. */
export function SkeletonRows({ count, className }: { count: number; className?: string }) {
  const widths = ["w-3/5", "w-2/5", "w-1/2", "w-2/3"];
  return (
    <div aria-hidden="true" className={className}>
      {Array.from({ length: count }, (_, index) => (
        <div
          key={index}
          className="flex h-9.5 items-center gap-3 border-b border-line last:border-0"
        >
          <Skeleton className="size-2 rounded-full" />
          <Skeleton className={widths[index % widths.length] ?? ""} />
          <Skeleton className="ml-auto w-10" />
        </div>
      ))}
    </div>
  );
}

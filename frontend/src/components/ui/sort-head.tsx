import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { cx } from "@/lib/dom/cx";

interface Props {
  label: string;
  describe: string;
  direction: "ascending" | "descending" | "none";
  align?: "left" | "right";
  onSort: () => void;
}

const ARROWS = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown } as const;

/** The heading of a column that the list can be sorted by; it always shows an arrow. */
export function SortHead({ label, describe, direction, align = "left", onSort }: Props) {
  const Arrow = ARROWS[direction];
  return (
    <button
      type="button"
      onClick={onSort}
      aria-label={describe}
      className={cx(
        "group -mx-1 inline-flex h-6 items-center gap-1 rounded-sm px-1 hover:text-ink",
        direction !== "none" && "text-ink",
        align === "right" && "flex-row-reverse",
      )}
    >
      {label}
      <Arrow
        aria-hidden="true"
        className={cx(
          "size-3 transition-opacity",
          direction === "none" && "opacity-50 group-hover:opacity-100",
        )}
      />
    </button>
  );
}

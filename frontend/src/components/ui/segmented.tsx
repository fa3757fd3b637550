import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "@/lib/dom/cx";

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
  /** Tall enough for a thumb where there is no mouse. */
  roomy?: boolean;
  disabled?: boolean;
}

/** One of a few, all visible at once. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
  roomy = false,
  disabled = false,
}: Props<T>) {
  const choose = (next: string) => {
    const found = options.find((option) => option.value === next);
    if (found) onChange(found.value);
  };
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={choose}
      disabled={disabled}
      className={cx(
        "inline-flex h-8 shrink-0 rounded-md border border-line bg-sunken p-0.5",
        roomy && "max-lg:h-11",
        disabled && "opacity-55",
      )}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="inline-flex items-center gap-1.5 rounded-sm px-2.5 text-sm font-medium whitespace-nowrap text-ink-3 hover:text-ink data-[state=on]:bg-raised data-[state=on]:text-ink data-[state=on]:shadow-flat"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}

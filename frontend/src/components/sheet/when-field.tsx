import { cx } from "@/lib/dom/cx";
import { fromField, toField } from "@/lib/sheet/moment";

interface Props {
  id?: string;
  label?: string;
  value: string;
  onChange: (iso: string) => void;
  disabled?: boolean;
  "aria-describedby"?: string | undefined;
  className?: string;
}

/** A moment in the zone of this browser; the value outside is RFC 3339, or empty. */
export function WhenField({ label, value, onChange, className, ...rest }: Props) {
  const shown = toField(value);
  return (
    <input
      {...rest}
      type="datetime-local"
      aria-label={label}
      value={shown}
      max={toField(new Date().toISOString())}
      onChange={(event) => {
        if (event.target.value !== shown) onChange(fromField(event.target.value));
      }}
      className={cx(
        "nums rounded-md border border-line-strong bg-surface px-2 text-ink hover:border-control disabled:opacity-55",
        className,
      )}
    />
  );
}

import { Clock } from "lucide-react";
import { useState } from "react";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { fromField, shownMoment, toField } from "@/lib/sheet/moment";

interface Props {
  id?: string;
  label?: string;
  value: string;
  onChange: (iso: string) => void;
  disabled?: boolean;
  "aria-describedby"?: string | undefined;
  autoFocus?: boolean;
  onBlur?: () => void;
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

interface WhenButtonProps {
  label: (moment: string) => string;
  value: string;
  onChange: (iso: string) => void;
  disabled: boolean;
}

/** A moment that is mostly right: it can be read, and changed by whoever knows better. */
export function WhenButton({ label, value, onChange, disabled }: WhenButtonProps) {
  const { format } = useI18n();
  const [writes, setWrites] = useState(false);
  const shown = shownMoment(value, format);
  if (!writes || disabled) {
    return (
      <button
        type="button"
        disabled={disabled}
        aria-label={label(shown)}
        onClick={() => setWrites(true)}
        className="nums inline-flex h-9 items-center gap-1.5 rounded-md px-2 text-sm text-ink-2 enabled:hover:bg-hover enabled:hover:text-ink disabled:opacity-55 max-lg:-ml-2 max-lg:h-11"
      >
        <Clock className="size-3.5 text-ink-3" strokeWidth={1.75} aria-hidden="true" />
        {shown}
      </button>
    );
  }
  return (
    <WhenField
      label={label(shown)}
      value={value}
      autoFocus
      onBlur={() => setWrites(false)}
      onChange={onChange}
      className="h-9 w-52 text-sm max-lg:h-11 max-lg:w-full"
    />
  );
}

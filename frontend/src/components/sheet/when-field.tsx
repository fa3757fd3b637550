import { Clock } from "lucide-react";
import { useState, type FocusEvent } from "react";
import { cx } from "@/lib/dom/cx";
import { browserZone, meaningsOf } from "@/lib/format/zoned";
import { useI18n } from "@/lib/i18n/provider";
import { fromField, isOpenMoment, offsetOf, shownMoment, toField } from "@/lib/sheet/moment";
import { WhichTime } from "../ui/which-time";
import { TOUCH_SELECT } from "./touch";

interface Props {
  id?: string;
  label: string;
  /** The IANA zone of the location, whose clock is shown and read. */
  zone: string;
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean;
  "aria-describedby"?: string | undefined;
  autoFocus?: boolean;
  className?: string;
}

/** What the clocks say about a value: the zone, the browser's own time, or what is wrong. */
function ZoneNote({ zone, value }: Pick<Props, "zone" | "value">) {
  const { t, format } = useI18n();
  const isOpen = isOpenMoment(value);
  if (isOpen) {
    const isTwice = meaningsOf(value, zone).length > 1;
    return (
      <p role="alert" className="text-xs text-out">
        {isTwice ? t.sales.twice(zone) : t.sales.skipped(zone)}
      </p>
    );
  }
  const isElsewhere = zone !== browserZone();
  return (
    <p className="nums text-xs text-ink-3">
      {t.sheets.clockOf(zone)}
      {isElsewhere && value !== "" && ` · ${t.sales.here(format.shortMoment(value))}`}
    </p>
  );
}

/** A moment on the clock of a location; see `lib/sheet/moment` for what its value is. */
export function WhenField({ label, zone, value, onChange, className, ...rest }: Props) {
  const shown = toField(value, zone);
  const meanings = meaningsOf(shown, zone);
  return (
    <div className="grid gap-1">
      <input
        {...rest}
        type="datetime-local"
        aria-label={rest.id ? undefined : label}
        aria-invalid={isOpenMoment(value)}
        value={shown}
        max={toField(new Date().toISOString(), zone)}
        onChange={(event) => {
          if (event.target.value !== shown) onChange(fromField(event.target.value, zone));
        }}
        className={cx(
          "nums rounded-md border border-line-strong bg-surface px-2 text-ink hover:border-control disabled:opacity-55 aria-invalid:border-out",
          className,
        )}
      />
      <WhichTime
        label={label}
        meanings={meanings}
        offset={offsetOf(value, meanings)}
        disabled={rest.disabled}
        className={TOUCH_SELECT}
        onOffset={(offset) => onChange(fromField(shown, zone, offset))}
      />
      <ZoneNote zone={zone} value={value} />
    </div>
  );
}

interface WhenButtonProps {
  label: (moment: string) => string;
  zone: string;
  value: string;
  onChange: (value: string) => void;
  disabled: boolean;
}

/** A moment that is mostly right: it can be read, and changed by whoever knows better. */
export function WhenButton({ label, zone, value, onChange, disabled }: WhenButtonProps) {
  const { format } = useI18n();
  const [writes, setWrites] = useState(false);
  const shown = shownMoment(value, format, zone);
  const leave = (event: FocusEvent<HTMLElement>) => {
    const isInside = event.currentTarget.contains(event.relatedTarget);
    if (!isInside && !isOpenMoment(value)) setWrites(false);
  };
  if ((!writes && !isOpenMoment(value)) || disabled) {
    return (
      <button
        type="button"
        disabled={disabled}
        aria-label={label(shown)}
        onClick={() => setWrites(true)}
        className="nums inline-flex min-h-9 items-center gap-1.5 rounded-md px-2 text-left text-sm text-ink-2 enabled:hover:bg-hover enabled:hover:text-ink disabled:opacity-55 max-lg:-ml-2 max-lg:min-h-11"
      >
        <Clock className="size-3.5 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden="true" />
        {shown}
      </button>
    );
  }
  return (
    <div onBlur={leave}>
      <WhenField
        label={label(shown)}
        zone={zone}
        value={value}
        autoFocus={writes}
        onChange={onChange}
        className="h-9 w-52 text-sm max-lg:h-11 max-lg:w-full"
      />
    </div>
  );
}

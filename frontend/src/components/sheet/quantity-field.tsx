import { Minus, Plus } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { Burst } from "@/lib/sheet/burst";
import { stepped } from "@/lib/sheet/lines";

interface Props {
  value: string;
  least: number;
  label: string;
  /** What the buttons are about. */
  item: string;
  disabled: boolean;
  describedBy: string | undefined;
  isWrong: boolean;
  onChange: (quantity: string) => void;
  /** A scanner typed a code into this field. */
  onScan: (code: string) => void;
  onDone: () => void;
  onSend: () => void;
}

const STEP = cx(
  "grid place-items-center text-ink-3 transition-colors duration-100 enabled:hover:bg-hover",
  "enabled:hover:text-ink disabled:opacity-40 w-8 max-lg:w-11 focus-inset",
);

/** Up and down walk through the numbers of the sheet; above the first one is the scan field. */
function walk(from: HTMLElement, step: 1 | -1): boolean {
  const all = [...document.querySelectorAll<HTMLInputElement>("[data-quantity]:not(:disabled)")];
  const next = all[all.indexOf(from as HTMLInputElement) + step];
  next?.focus();
  next?.select();
  return next !== undefined;
}

export function QuantityField(props: Props) {
  const { value, least, label, item, disabled, onChange, onScan, onDone } = props;
  const { t } = useI18n();
  const [burst] = useState(() => new Burst());
  const before = useRef(value);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const code = burst.put(event.key);
    if (burst.isBeginning) before.current = value;
    if (code !== null) {
      event.preventDefault();
      onChange(before.current);
      onScan(code);
      onDone();
    } else if (event.key === "Enter" || event.key === "Escape") {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) props.onSend();
      else onDone();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!walk(event.currentTarget, event.key === "ArrowDown" ? 1 : -1)) onDone();
    }
  };
  const step = (by: number) => onChange(stepped(value, by, least));
  return (
    <div
      className={cx(
        "flex h-9 shrink-0 overflow-hidden rounded-md border bg-surface max-lg:h-11.5",
        props.isWrong ? "border-out" : "border-line-strong",
        disabled && "opacity-55",
      )}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-label={t.sheets.oneLess(item)}
        disabled={disabled}
        onClick={() => step(-1)}
        className={STEP}
      >
        <Minus className="size-3.5" aria-hidden="true" />
      </button>
      <input
        data-quantity=""
        aria-label={label}
        aria-describedby={props.describedBy}
        aria-invalid={props.isWrong}
        value={value}
        disabled={disabled}
        inputMode="numeric"
        autoComplete="off"
        enterKeyHint="done"
        maxLength={120}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="nums focus-inset w-14 border-x border-line bg-transparent text-center text-md font-semibold text-ink max-lg:w-16 max-lg:text-lg"
      />
      <button
        type="button"
        tabIndex={-1}
        aria-label={t.sheets.oneMore(item)}
        disabled={disabled}
        onClick={() => step(1)}
        className={STEP}
      >
        <Plus className="size-3.5" aria-hidden="true" />
      </button>
    </div>
  );
}

import { ScanBarcode, Volume2, VolumeX } from "lucide-react";
import { useEffect, useId, useState, type KeyboardEvent, type RefObject } from "react";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { useStored } from "@/lib/preferences/stored";
import { playCue, soundPreference } from "@/lib/sheet/cue";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { TOUCH_BUTTON, TOUCH_ICON } from "./touch";
import { useTypingGoesTo } from "./use-typing";

interface Props {
  field: RefObject<HTMLInputElement | null>;
  onScan: (code: string) => void;
  /** Arrow down: to the number of the line that was scanned last. */
  onDown: () => void;
  onEscape: () => void;
  onSend: () => void;
  label?: string;
}

function SoundButton() {
  const { t } = useI18n();
  const isOn = useStored(soundPreference) !== "off";
  const Icon = isOn ? Volume2 : VolumeX;
  return (
    <IconButton
      label={isOn ? t.sheets.soundOn : t.sheets.soundOff}
      aria-pressed={isOn}
      className={TOUCH_ICON}
      onClick={() => {
        soundPreference.set(isOn ? "off" : "on");
        playCue("good");
      }}
    >
      <Icon className="size-4" strokeWidth={1.75} aria-hidden="true" />
    </IconButton>
  );
}

/** Takes the focus where no soft keyboard would jump up at once. */
export function focusForScanner(field: HTMLInputElement | null): void {
  const hasMouse = typeof window.matchMedia !== "function" || matchMedia("(hover: hover)").matches;
  if (hasMouse) field?.focus();
}

/** One field for every label of the shop. A scanner types a code into it and presses Enter. */
export function ScanField({ field, onScan, onDown, onEscape, onSend, label }: Props) {
  const { t } = useI18n();
  const id = useId();
  const [text, setText] = useState("");
  useTypingGoesTo(field);
  useEffect(() => focusForScanner(field.current), [field]);

  const submit = () => {
    if (text.trim() === "") return;
    onScan(text);
    setText("");
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      onDown();
    } else if (event.key === "Escape") {
      if (text === "") onEscape();
      setText("");
    }
  };
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor={id} className="sr-only">
        {label ?? t.sheets.scan}
      </label>
      <div className="relative min-w-0 flex-1">
        <ScanBarcode
          aria-hidden="true"
          strokeWidth={1.75}
          className="pointer-events-none absolute top-1/2 left-3 size-5 -translate-y-1/2 text-ink-3"
        />
        <input
          id={id}
          ref={field}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          type="text"
          maxLength={300}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="done"
          placeholder={label ?? t.sheets.scan}
          className={cx(
            "h-11 w-full rounded-md border border-line-strong bg-surface pr-3 pl-10 text-lg",
            "text-ellipsis text-ink placeholder:text-ink-3 hover:border-control",
          )}
        />
      </div>
      <Button type="submit" disabled={text.trim() === ""} className={cx("h-11 px-4", TOUCH_BUTTON)}>
        {t.sheets.add}
      </Button>
      <SoundButton />
    </form>
  );
}

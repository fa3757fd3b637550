import { useEffect, useState } from "react";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { totalOf, type Line } from "@/lib/sheet/lines";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { TOUCH_BUTTON } from "./touch";

const SURE_FOR_MS = 4_000;

interface Props {
  lines: readonly Line[];
  isSending: boolean;
  isWaiting: boolean;
  /** Why nothing was sent, or what became of it. */
  message: string | null;
  /** Something was recorded before, and nothing is left. */
  isDone: boolean;
  action: string;
  onSend: () => void;
  onClear: () => void;
}

/** Clearing asks once more in its own place, and forgets the question by itself. */
function ClearButton({ onClear, disabled }: { onClear: () => void; disabled: boolean }) {
  const { t } = useI18n();
  const [asks, setAsks] = useState(false);
  useEffect(() => {
    if (!asks) return undefined;
    const timer = setTimeout(() => setAsks(false), SURE_FOR_MS);
    return () => clearTimeout(timer);
  }, [asks]);
  const click = () => {
    if (asks) onClear();
    setAsks(!asks);
  };
  return (
    <Button
      variant="ghost"
      disabled={disabled}
      onClick={click}
      className={cx("h-9", TOUCH_BUTTON, asks && "text-out hover:text-out")}
    >
      {asks ? t.sheets.clearSure : t.sheets.clear}
    </Button>
  );
}

function KeyHints() {
  const { t } = useI18n();
  return (
    <p className="mr-2 flex items-center gap-1.5 text-xs text-ink-3 max-lg:hidden">
      <Kbd>↓</Kbd> {t.sheets.keys}
      <span className="ml-2 inline-flex gap-1">
        <Kbd>{t.sheets.keyCtrl}</Kbd>
        <Kbd>⏎</Kbd>
      </span>{" "}
      {t.sheets.keysSend}
    </p>
  );
}

/** Under the thumb: how much there is, and the one button that records it. */
export function SendBar(props: Props) {
  const { t, format } = useI18n();
  const { lines, isSending, isWaiting, message } = props;
  const total = t.sheets.lines(lines.length, format.number(totalOf(lines)));
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <p
        role="status"
        className={cx(
          "nums min-w-0 flex-1 text-sm",
          message ? "text-out" : lines.length > 0 ? "text-ink-3" : "font-medium text-ok",
        )}
      >
        {message ?? (lines.length > 0 ? total : props.isDone && t.sheets.allRecorded)}
      </p>
      {lines.length > 0 && <KeyHints />}
      <ClearButton disabled={lines.length === 0 || isWaiting} onClear={props.onClear} />
      <Button
        variant="primary"
        busy={isSending}
        disabled={lines.length === 0 || isSending || isWaiting}
        onClick={props.onSend}
        className={cx("h-9 px-4", TOUCH_BUTTON)}
      >
        {isSending ? t.sheets.sending : props.action}
      </Button>
    </div>
  );
}

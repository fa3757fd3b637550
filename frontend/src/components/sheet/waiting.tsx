import { CloudOff } from "lucide-react";
import { wordsFor, type ApiProblem } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { Button } from "../ui/button";
import { TOUCH_BUTTON } from "./touch";

interface Props {
  silence: ApiProblem | null;
  onAgain: () => void;
  onTakeBack: () => void;
}

/** Nobody knows yet whether what was sent took effect; nothing is lost, and nothing counts twice. */
export function Waiting({ silence, onAgain, onTakeBack }: Props) {
  const { t } = useI18n();
  return (
    <section
      aria-label={t.sheets.waitingTitle}
      className="flex items-start gap-2.5 border-b border-line bg-low-soft px-4 py-3 text-sm"
    >
      <CloudOff className="mt-0.5 size-4 shrink-0 text-low" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p role="status" className="font-medium text-low">
          {t.sheets.waitingTitle}
          {silence && ` · ${wordsFor(silence, t)}`}
        </p>
        <p className="mt-0.5 text-pretty text-ink-2">{t.sheets.waitingText}</p>
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <Button onClick={onAgain} className={TOUCH_BUTTON}>
            {t.sheets.sendAgain}
          </Button>
          <Button variant="ghost" onClick={onTakeBack} className={TOUCH_BUTTON}>
            {t.sheets.takeBack}
          </Button>
        </div>
        <p className="mt-1.5 text-xs text-ink-3">{t.sheets.takeBackHint}</p>
      </div>
    </section>
  );
}

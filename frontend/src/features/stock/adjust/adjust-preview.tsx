import { ArrowRight } from "lucide-react";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { isWanted, isWrong, outcomeOf, type Reading } from "./reading";

interface Props {
  id: string;
  reading: Reading;
  from: number;
}

/** "9 → 12 (+3)", or what is wrong with what was typed. */
export function AdjustPreview({ id, reading, from }: Props) {
  const { t, format } = useI18n();
  const words = t.ledger.adjust;
  if (!isWanted(reading)) {
    const complaint = isWrong(reading) ? words[reading.kind] : null;
    return (
      <p
        id={id}
        aria-live="polite"
        className={cx("text-xs", complaint ? "text-out" : "text-ink-3")}
      >
        {complaint ?? t.stock.onHand}
      </p>
    );
  }
  const { to, delta } = outcomeOf(reading, from);
  const below = to < 0;
  return (
    <div id={id} aria-live="polite" className="min-w-0">
      <p className="nums flex items-center gap-1.5 text-sm whitespace-nowrap text-ink-3">
        {format.number(from)}
        <ArrowRight className="size-3.5 shrink-0" aria-hidden="true" />
        <span className={cx("text-md font-semibold", below ? "text-out" : "text-ink")}>
          {format.number(to)}
        </span>
        <span className={delta > 0 ? "text-up" : delta < 0 ? "text-down" : ""}>
          ({delta === 0 ? words.same : format.signed(delta)})
        </span>
      </p>
      {below && <p className="text-2xs text-out">{words.below}</p>}
    </div>
  );
}

import { ArrowRight } from "lucide-react";
import { cx } from "@/lib/dom/cx";
import { compareDecimals } from "@/lib/format/decimal";
import { useI18n } from "@/lib/i18n/provider";
import type { ProposalLine } from "./types";

/** "−90%", in the colour of its direction. */
export function Change({ line, className }: { line: ProposalLine; className?: string }) {
  const { format } = useI18n();
  if (line.change_percent === null) return null;
  const rises = compareDecimals(line.change_percent, "0") > 0;
  return (
    <span className={cx("nums font-medium", rises ? "text-up" : "text-down", className)}>
      {format.signedPercent(line.change_percent)}
    </span>
  );
}

/** Before → after, large: what the whole proposal is about. */
export function BigDiff({ line, isMain }: { line: ProposalLine; isMain: boolean }) {
  const { t, format } = useI18n();
  return (
    <p className="nums flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
      <span className="sr-only">{t.approvals.before}</span>
      <span className={isMain ? "text-lg text-ink-3" : "text-sm text-ink-3"}>
        {line.before ? format.money(line.before, line.currency) : t.approvals.noPriceBefore}
      </span>
      <ArrowRight className="size-4 self-center text-ink-3" aria-hidden="true" />
      <span className="sr-only">{t.approvals.after}</span>
      <span className={isMain ? "text-xl font-semibold tracking-tight" : "text-md font-semibold"}>
        {format.money(line.amount, line.currency)}
      </span>
      <Change line={line} className={isMain ? "text-md" : "text-sm"} />
      {!isMain && <span className="text-xs text-ink-3">{t.prices.inList(line.price_list)}</span>}
    </p>
  );
}

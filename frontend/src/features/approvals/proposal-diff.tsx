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
export function BigDiff({ line }: { line: ProposalLine }) {
  const { t, format } = useI18n();
  return (
    <p className="nums flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
      <span className="sr-only">{t.approvals.before}</span>
      <span className="text-lg text-ink-3">
        {line.before ? format.money(line.before, line.currency) : t.approvals.noPriceBefore}
      </span>
      <ArrowRight className="size-4 self-center text-ink-3" aria-hidden="true" />
      <span className="sr-only">{t.approvals.after}</span>
      <span className="text-xl font-semibold tracking-tight">
        {format.money(line.amount, line.currency)}
      </span>
      <Change line={line} className="text-md" />
    </p>
  );
}

/** The base price behind the effective one, and both as they are now. */
export function Bases({ line }: { line: ProposalLine }) {
  const { t, format } = useI18n();
  const { base, base_before, now, base_now, before, currency } = line;
  const money = (amount: string) => format.money(amount, currency);
  const same = (one: string, other: string | null | undefined) =>
    other != null && compareDecimals(one, other) === 0;
  const isStill =
    now != null && same(now, before) && base_now != null && same(base_now, base_before);
  return (
    <dl className="nums grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs text-ink-3">
      {base != null && (
        <>
          <dt>{t.approvals.basePrice}</dt>
          <dd>
            {base_before == null ? t.approvals.noPriceBefore : money(base_before)} → {money(base)}
          </dd>
        </>
      )}
      {now != null && base_now != null && (
        <>
          <dt>{t.approvals.now}</dt>
          <dd className={isStill ? undefined : "font-medium text-low"} data-testid="price-now">
            {t.approvals.effectiveNow(money(now), money(base_now))}
            {isStill && t.approvals.nowSame}
          </dd>
        </>
      )}
    </dl>
  );
}

/** What would change with it in the lists that follow, figures below figures. */
export function SmallDiffs({ lines }: { lines: readonly ProposalLine[] }) {
  const { t, format } = useI18n();
  return (
    <ul className="nums grid max-w-md grid-cols-[minmax(0,1fr)_auto_auto_auto_auto] gap-x-2 gap-y-1 text-sm">
      {lines.map((line) => (
        <li
          key={line.price_list}
          className="col-span-full grid grid-cols-subgrid items-baseline text-right"
        >
          <span className="truncate text-left text-xs text-ink-3" title={line.price_list}>
            {line.price_list}
          </span>
          <span className="text-ink-3">
            <span className="sr-only">{t.approvals.before} </span>
            {line.before ? format.money(line.before, line.currency) : t.approvals.noPriceBefore}
          </span>
          <ArrowRight className="size-3.5 self-center text-ink-3" aria-hidden="true" />
          <span className="font-semibold">
            <span className="sr-only">{t.approvals.after} </span>
            {format.money(line.amount, line.currency)}
          </span>
          <Change line={line} />
        </li>
      ))}
    </ul>
  );
}

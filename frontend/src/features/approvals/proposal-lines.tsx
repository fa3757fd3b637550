import { useState } from "react";
import { sayHit, type Hit } from "@/components/price/guard-hits";
import { Button } from "@/components/ui/button";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { Change } from "./proposal-diff";
import type { Proposal, ProposalLine } from "./types";

const SHOWN_FIRST = 5;
const HITS_SHOWN = 4;
const WIDE = "max-sm:hidden";
const FIGURE = "nums py-2 pl-3 text-right align-top whitespace-nowrap";

const TONES: Record<Hit["mode"], string> = {
  warn: "text-low",
  approve: "text-over",
  block: "text-out",
};

/** The rules that a line breaks, each in one line: there may be many lines. */
function Hits({ line }: { line: ProposalLine }) {
  const { t, format } = useI18n();
  const more = line.hits.length - HITS_SHOWN;
  return (
    <ul className="mt-0.5 text-xs">
      {line.hits.slice(0, HITS_SHOWN).map((hit) => (
        <li key={`${hit.rule} ${String(hit.guard_id)} ${hit.price_list} ${hit.amount}`}>
          <span className={cx("font-medium", TONES[hit.mode])}>{t.prices.hitModes[hit.mode]}</span>{" "}
          {sayHit(hit, line.currency, t, format)}
          {hit.price_list !== line.price_list && (
            <span className="text-ink-3"> · {t.prices.inList(hit.price_list)}</span>
          )}
        </li>
      ))}
      {more > 0 && <li className="text-ink-3">{t.approvals.moreRules(format.number(more))}</li>}
    </ul>
  );
}

function Line({ line, onOpen }: { line: ProposalLine; onOpen: (sku: string) => void }) {
  const { t, format } = useI18n();
  const before = line.before ? format.money(line.before, line.currency) : t.common.none;
  return (
    <tr className="border-t border-line">
      <td className="max-w-0 py-2">
        <button
          type="button"
          onClick={() => onOpen(line.sku)}
          className="block max-w-full truncate rounded-sm text-left font-medium hover:text-accent-text"
        >
          {line.item_name}
        </button>
        <span className="block truncate text-xs text-ink-3">
          {line.sku}
          {line.price_list !== "default" && <> · {t.prices.inList(line.price_list)}</>}
        </span>
        {line.hits.length > 0 && <Hits line={line} />}
      </td>
      <td className={cx(FIGURE, WIDE, "text-ink-3")}>{format.number(line.units_on_hand)}</td>
      <td className={cx(FIGURE, WIDE, "text-ink-3")}>{before}</td>
      <td className={cx(FIGURE, "font-semibold")}>
        <span className="block text-xs font-normal text-ink-3 sm:hidden">{before}</span>
        {format.money(line.amount, line.currency)}
        {line.now != null && line.before !== null && line.now !== line.before && (
          <span className="block text-xs font-normal text-low">
            {t.approvals.now} {format.money(line.now, line.currency)}
          </span>
        )}
      </td>
      <td className={FIGURE}>
        <Change line={line} />
      </td>
    </tr>
  );
}

/** Many prices of one proposal, those with the worst hits first. */
export function ProposalLines({
  proposal,
  onOpen,
}: {
  proposal: Proposal;
  onOpen: (sku: string) => void;
}) {
  const { t, format } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const { lines, lines_total } = proposal;
  const shown = isOpen ? lines : lines.slice(0, SHOWN_FIRST);
  const left = lines_total - shown.length;
  return (
    <div>
      <table className="w-full table-fixed text-sm">
        <thead className="text-2xs text-ink-3 [&_th]:pb-1 [&_th]:font-medium">
          <tr>
            <th className="text-left">{t.approvals.item}</th>
            <th className={cx("w-20 pl-3 text-right", WIDE)}>{t.approvals.units}</th>
            <th className={cx("w-26 pl-3 text-right", WIDE)}>{t.approvals.before}</th>
            <th className="w-26 pl-3 text-right">{t.approvals.after}</th>
            <th className="w-18 pl-3 text-right">{t.approvals.change}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <Line key={`${String(line.item_id)} ${line.price_list}`} line={line} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
      <div className="flex flex-wrap items-center gap-x-3 border-t border-line pt-2 text-xs text-ink-3">
        {left > 0 && <span>{t.approvals.moreLines(format.number(left))}</span>}
        {lines.length > SHOWN_FIRST && (
          <Button size="sm" variant="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? t.approvals.showLess : t.approvals.showLines(format.number(lines.length))}
          </Button>
        )}
      </div>
    </div>
  );
}

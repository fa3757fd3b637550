import { Check } from "lucide-react";
import { Button } from "@/components/ui/button";
import { TOUCH_BUTTON } from "@/components/sheet/touch";
import { cx } from "@/lib/dom/cx";
import { useI18n, type I18n } from "@/lib/i18n/provider";
import { shownMoment } from "@/lib/sheet/moment";
import type { Recorded } from "./types";
import { useZones } from "./use-zone";

interface Props {
  recorded: readonly Recorded[];
  onForget: () => void;
  onOpen: (sku: string) => void;
}

function wordsOf({ count, absorbed, onHand }: Recorded, zone: string, { t, format }: I18n) {
  const words = t.sheets;
  if (absorbed) return words.absorbed(format.number(onHand));
  if (!count) return words.nowOnHand(format.number(onHand));
  return words.explained(
    format.number(count.counted),
    shownMoment(count.counted_at, format, zone),
    count.later_movements,
    format.signed(count.later_delta),
    format.number(count.on_hand),
  );
}

function Line({ entry, onOpen }: { entry: Recorded; onOpen: (sku: string) => void }) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const zone = useZones()(entry.location);
  const isCount = entry.kind === "count";
  return (
    <li className="flex items-start gap-2.5 border-b border-line px-4 py-2 last:border-0">
      <Check className="mt-0.5 size-4 shrink-0 text-ok" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <button
          type="button"
          onClick={() => onOpen(entry.sku)}
          className="block max-w-full truncate rounded-sm text-left text-sm font-medium hover:text-accent-text max-lg:min-h-6"
        >
          {entry.name}
        </button>
        <p className="nums text-xs text-pretty text-ink-3">
          {entry.sku} · {!isCount && `${t.stock.kinds[entry.kind] ?? entry.kind} · `}
          {wordsOf(entry, zone, i18n)}
        </p>
      </div>
      {entry.delta === 0 ? (
        <span className="text-xs text-ink-3">{isCount ? t.sheets.asExpected : "±0"}</span>
      ) : (
        <span
          className={cx("nums text-sm font-semibold", entry.delta > 0 ? "text-up" : "text-down")}
        >
          {format.signed(entry.delta)}
        </span>
      )}
    </li>
  );
}

/** What this sheet has recorded, newest first, each with its new balance. */
export function RecordedList({ recorded, onForget, onOpen }: Props) {
  const { t } = useI18n();
  if (recorded.length === 0) return null;
  return (
    <section aria-label={t.sheets.recorded}>
      <header className="flex h-11 items-center justify-between gap-2 border-b border-line bg-sunken px-4">
        <h2 className="text-xs font-semibold text-ink-2">{t.sheets.recorded}</h2>
        <Button variant="ghost" size="sm" onClick={onForget} className={cx("-mr-2", TOUCH_BUTTON)}>
          {t.sheets.forget}
        </Button>
      </header>
      <ul>
        {recorded.map((entry) => (
          <Line key={entry.id} entry={entry} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}

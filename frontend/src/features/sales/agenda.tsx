import { sayHit } from "@/components/price/guard-hits";
import { cx } from "@/lib/dom/cx";
import { useMinutes } from "@/lib/dom/minutes";
import { useI18n } from "@/lib/i18n/provider";
import type { AgendaDay, AgendaEntry } from "./calendar-layout";
import { winnersOver } from "./ranks";
import { windowText, worthText } from "./sale-words";
import { StateBadge } from "./state-badge";
import type { Sale } from "./types";

interface EntryProps {
  entry: AgendaEntry;
  sales: readonly Sale[];
  onOpen: (sku: string, list: string, currency: string) => void;
}

function Entry({ entry: { sale, what }, sales, onOpen }: EntryProps) {
  const { t, format } = useI18n();
  const moment = what === "ends" ? sale.ends_at : sale.starts_at;
  const winners = winnersOver(sale, sales).map(({ name }) => name);
  return (
    <li>
      <button
        type="button"
        data-state={sale.state}
        onClick={() => onOpen(sale.sku, sale.price_list, sale.currency)}
        className="focus-inset grid w-full grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-b border-line bg-surface px-3 py-2.5 text-left active:bg-hover"
      >
        <span className="min-w-0">
          <span className="block truncate text-md font-medium">{sale.item_name}</span>
          <span className="block truncate text-xs text-ink-3">
            {sale.sku} · {sale.price_list} · {sale.name}
          </span>
          <span className="nums block text-xs break-keep text-ink-2">
            {what === "runs" || !moment
              ? windowText(sale, t, format)
              : t.sales.agenda[what](format.shortMoment(moment))}
          </span>
          {winners.length > 0 && (
            <span className="block text-xs text-low">
              {t.sales.outrankedBy(format.list(winners), winners.length)}
            </span>
          )}
          {sale.state === "suspended" && (
            <span className="block text-xs text-out">
              {sale.hits.map((hit) => sayHit(hit, sale.currency, t, format)).join("; ")}
            </span>
          )}
        </span>
        <span className="grid content-start justify-items-end gap-1">
          <span className="nums text-md font-semibold">
            {format.money(sale.price, sale.currency)}
          </span>
          <span className="flex items-center gap-1.5">
            {sale.percent_off !== null && (
              <span className="nums text-xs text-down">
                {worthText(sale, sale.currency, format)}
              </span>
            )}
            <StateBadge state={sale.state} />
          </span>
        </span>
      </button>
    </li>
  );
}

interface Props {
  days: readonly AgendaDay[];
  sales: readonly Sale[];
  onOpen: (sku: string, list: string, currency: string) => void;
}

/** The calendar of a phone: day by day what starts and what ends. */
export function Agenda({ days, sales, onOpen }: Props) {
  const { format } = useI18n();
  const now = useMinutes();
  const today = new Date(now).setHours(0, 0, 0, 0);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {days.map(({ day, entries }) => (
        <section key={day}>
          <h2
            className={cx(
              "sticky top-0 z-10 border-b border-line bg-canvas px-3 py-1.5 text-xs font-semibold",
              day === today ? "text-out" : "text-ink-2",
            )}
          >
            {format.dayWithWeekday(day)}
          </h2>
          <ul>
            {entries.map((entry) => (
              <Entry
                key={`${entry.what} ${String(entry.sale.id)}`}
                entry={entry}
                sales={sales}
                onOpen={onOpen}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

import { CircleStop, Pencil, Trash2 } from "lucide-react";
import { GuardHits } from "@/components/price/guard-hits";
import { IconButton } from "@/components/ui/icon-button";
import { useI18n } from "@/lib/i18n/provider";
import { winnersOver } from "./ranks";
import { windowText, worthText, zoneText } from "./sale-words";
import { StateBadge } from "./state-badge";
import type { Sale } from "./types";

export interface SaleActions {
  onEdit: (sale: Sale) => void;
  onEnd: (sale: Sale) => void;
  onRemove: (sale: Sale) => void;
}

interface Props {
  sale: Sale;
  /** All sales of the item, to say which one wins. */
  sales: readonly Sale[];
  actions: SaleActions | null;
}

const ICON = { className: "size-4", strokeWidth: 1.75, "aria-hidden": true } as const;

function Actions({ sale, actions }: { sale: Sale; actions: SaleActions }) {
  const { t } = useI18n();
  const isOver = sale.state === "ended" || sale.state === "removed";
  return (
    <div className="-my-1.5 -mr-2 flex shrink-0">
      {!isOver && (
        <IconButton label={t.sales.editOf(sale.name)} onClick={() => actions.onEdit(sale)}>
          <Pencil {...ICON} />
        </IconButton>
      )}
      {sale.state === "running" && (
        <IconButton label={t.sales.endOf(sale.name)} onClick={() => actions.onEnd(sale)}>
          <CircleStop {...ICON} />
        </IconButton>
      )}
      {!isOver && (
        <IconButton label={t.sales.removeOf(sale.name)} onClick={() => actions.onRemove(sale)}>
          <Trash2 {...ICON} />
        </IconButton>
      )}
    </div>
  );
}

function Tiers({ sale }: { sale: Sale }) {
  const { t, format } = useI18n();
  if (sale.tiers.length === 0) return null;
  return (
    <ul className="nums mt-1 flex flex-wrap gap-x-3 text-xs text-ink-2">
      {sale.tiers.map((tier) => (
        <li key={tier.min_quantity}>
          {t.prices.fromUnits(format.number(tier.min_quantity))}{" "}
          <span className="font-medium">{worthText(tier, sale.currency, format)}</span>
        </li>
      ))}
    </ul>
  );
}

/** One sale of a price: what it makes of it, when, and whether another one wins over it. */
export function SaleCard({ sale, sales, actions }: Props) {
  const { t, format } = useI18n();
  const winners = winnersOver(sale, sales);
  const inZone = zoneText(sale, t, format);
  return (
    <li data-testid={`sale-${String(sale.id)}`} className="px-3 py-2.5">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
            <span className="min-w-0 truncate">{sale.name}</span>
            <StateBadge state={sale.state} />
            {sale.priority > 0 && (
              <span className="nums text-2xs font-normal text-ink-3">
                {t.sales.priorityOf(sale.priority)}
              </span>
            )}
          </p>
        </div>
        <p className="nums flex flex-wrap items-baseline justify-end gap-x-2 text-sm font-semibold">
          {sale.percent_off !== null && (
            <span className="text-xs font-normal text-down">
              {worthText(sale, sale.currency, format)}
            </span>
          )}
          {format.money(sale.price, sale.currency)}
        </p>
        {actions && <Actions sale={sale} actions={actions} />}
      </div>
      <p className="nums mt-0.5 text-xs break-keep text-ink-2">{windowText(sale, t, format)}</p>
      {inZone && <p className="nums text-2xs break-keep text-ink-3">{inZone}</p>}
      <Tiers sale={sale} />
      {winners.length > 0 && (
        <p className="mt-1 text-xs text-low">
          {t.sales.outrankedBy(format.list(winners.map(({ name }) => name)), winners.length)}
        </p>
      )}
      {sale.hits.length > 0 && (
        <div className="mt-1.5">
          {sale.state === "suspended" && (
            <p className="mb-1 text-xs font-medium text-out">{t.sales.suspendedWhy}</p>
          )}
          <GuardHits hits={sale.hits} currency={sale.currency} priceList={sale.price_list} />
        </div>
      )}
    </li>
  );
}

import { InfoLabel } from "@/components/ui/info-label";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";

const SHARED = "grid items-center gap-x-3 px-4";

/** The columns, once for the head and once for every row. Narrow panes leave columns out. */
const WITH_MARGIN = cx(
  SHARED,
  "grid-cols-[5.5rem_minmax(7rem,1fr)_7rem_8.5rem]",
  "@3xl:grid-cols-[6rem_minmax(8rem,1fr)_5.5rem_8rem_7.5rem_4.5rem_9rem]",
  "@6xl:grid-cols-[6.5rem_minmax(9rem,1fr)_7rem_5.5rem_9.5rem_7.5rem_4.5rem_4.5rem_11.5rem]",
);
const WITHOUT_MARGIN = cx(
  SHARED,
  "grid-cols-[5.5rem_minmax(7rem,1fr)_7rem_8.5rem]",
  "@3xl:grid-cols-[6rem_minmax(8rem,1fr)_5.5rem_8rem_7.5rem_9rem]",
  "@6xl:grid-cols-[6.5rem_minmax(9rem,1fr)_7rem_5.5rem_9.5rem_7.5rem_4.5rem_11.5rem]",
);

export const WIDE = "hidden @3xl:block";
export const WIDEST = "hidden @6xl:block";

export function useColumns(): { columns: string; hasMargin: boolean } {
  const hasMargin = useCan("cost:read");
  return { columns: hasMargin ? WITH_MARGIN : WITHOUT_MARGIN, hasMargin };
}

export function PriceTableHead() {
  const { t } = useI18n();
  const { columns, hasMargin } = useColumns();
  return (
    <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
      <div role="row" className={cx(columns, "h-9 text-xs font-medium text-ink-3")}>
        <div role="columnheader">{t.stock.sku}</div>
        <div role="columnheader">{t.stock.item}</div>
        <div role="columnheader" className={WIDE}>
          {t.prices.list}
        </div>
        <div role="columnheader" className={cx("text-right", WIDEST)}>
          <InfoLabel text={t.prices.base} hint={t.prices.baseHint} />
        </div>
        <div role="columnheader" className={cx("pl-2", WIDE)}>
          {t.prices.sale}
        </div>
        <div role="columnheader" className="text-right">
          <InfoLabel text={t.prices.effective} hint={t.prices.effectiveHint} />
        </div>
        {hasMargin && (
          <div role="columnheader" className={cx("text-right", WIDE)}>
            <InfoLabel text={t.prices.margin} hint={t.prices.marginHint} />
          </div>
        )}
        <div role="columnheader" className={cx("text-right", WIDEST)}>
          <InfoLabel text={t.prices.units} hint={t.prices.unitsHint} />
        </div>
        <div role="columnheader" className="pl-2">
          {t.prices.lastChange}
        </div>
      </div>
    </div>
  );
}

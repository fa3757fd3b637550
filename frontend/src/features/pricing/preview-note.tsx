import { ShieldCheck } from "lucide-react";
import { GuardHits } from "@/components/price/guard-hits";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import type { Preview } from "./types";

const OTHERS_MAX = 4;

interface Props {
  preview: Preview;
  priceList: string;
  currency: string;
  /** An answer about what was typed before this. */
  old: boolean;
}

function Effect({ preview, priceList }: Pick<Props, "preview" | "priceList">) {
  const { t, format } = useI18n();
  const line = preview.lines.find(({ price_list }) => price_list === priceList);
  const { margin_percent_after: margin } = preview.impact;
  const facts = [
    line?.change_percent && format.signedPercent(line.change_percent),
    line && t.prices.unitsOnHand(format.number(line.units_on_hand)),
    margin !== null && t.prices.marginAfter(format.percent(margin)),
  ].filter(Boolean);
  return <p className="nums text-xs text-ink-3">{facts.join(" · ")}</p>;
}

/** Lists that take their prices from this one move with it. */
function Others({ preview, priceList }: Pick<Props, "preview" | "priceList">) {
  const { t, format } = useI18n();
  const others = preview.lines.filter(({ price_list }) => price_list !== priceList);
  if (others.length === 0) return null;
  const said = others.slice(0, OTHERS_MAX).map(({ price_list, amount, currency }) => (
    <li key={price_list} className="nums">
      {price_list} {format.money(amount, currency)}
    </li>
  ));
  return (
    <div className="text-xs text-ink-3">
      <p>{t.prices.alsoChanges(others.length)}</p>
      <ul className="mt-0.5 flex flex-wrap gap-x-3 text-ink-2">{said}</ul>
    </div>
  );
}

/** What the guard says of a price that is being typed, before anything is sent. */
export function PreviewNote({ preview, priceList, currency, old }: Props) {
  const { t } = useI18n();
  return (
    <div
      role="status"
      data-testid="preview"
      data-outcome={preview.outcome}
      className={cx("grid gap-2 transition-opacity", old && "opacity-55")}
    >
      {preview.outcome === "pass" && (
        <p className="flex items-center gap-2 text-sm text-ok">
          <ShieldCheck className="size-4 shrink-0" strokeWidth={1.75} aria-hidden="true" />
          {t.prices.passes}
        </p>
      )}
      {preview.outcome !== "pass" && preview.outcome !== "block" && (
        <GuardHits hits={preview.hits} currency={currency} priceList={priceList} />
      )}
      {preview.outcome === "approve" && (
        <p className="text-xs text-ink-3">{t.prices.goesToApproval}</p>
      )}
      <Effect preview={preview} priceList={priceList} />
      <Others preview={preview} priceList={priceList} />
    </div>
  );
}

import { GuardHits, type Hit } from "@/components/price/guard-hits";
import { OVERRIDE_MAX } from "@/components/price/override-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useI18n } from "@/lib/i18n/provider";

const SHOWN = 4;

/** A rule may break the same guard for a thousand prices: each kind is said once. */
export function kindsOf(hits: readonly Hit[]): Hit[] {
  const kinds = new Map<string, Hit>();
  for (const hit of hits) {
    const kind = `${hit.rule} ${String(hit.guard_id)} ${hit.price_list} ${hit.amount}`;
    if (!kinds.has(kind)) kinds.set(kind, hit);
  }
  return [...kinds.values()];
}

interface Props {
  hits: readonly Hit[];
  currency: string | null;
  /** Null for a new list, which the contract lets nobody propose. */
  override: {
    reason: string;
    onReason: (reason: string) => void;
    error: string | undefined;
  } | null;
}

/** What the guard says of the prices that the rule would make, and the way on. */
export function BlockedPrices({ hits, currency, override }: Props) {
  const { t, format } = useI18n();
  const kinds = kindsOf(hits);
  const more = kinds.length - SHOWN;
  return (
    <div data-testid="blocked" className="grid gap-3 rounded-md bg-out-soft p-3">
      <div role="alert">
        <p className="mb-1.5 text-sm font-semibold text-out">{t.priceLists.blocked}</p>
        <GuardHits hits={kinds.slice(0, SHOWN)} currency={currency} />
        {more > 0 && (
          <p className="mt-1.5 text-xs text-ink-2">{t.priceLists.moreHits(format.number(more))}</p>
        )}
        {!override && <p className="mt-2 text-sm">{t.priceLists.blockedNew}</p>}
      </div>
      {override && (
        <Field label={t.prices.overrideReason} hint={t.prices.overrideHint} error={override.error}>
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              maxLength={OVERRIDE_MAX}
              value={override.reason}
              onChange={(event) => override.onReason(event.target.value)}
            />
          )}
        </Field>
      )}
    </div>
  );
}

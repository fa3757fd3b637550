import { useEffect, useRef } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useI18n } from "@/lib/i18n/provider";
import { GuardHits, type Hit } from "./guard-hits";

export const OVERRIDE_MAX = 200;

interface Props {
  hits: readonly Hit[];
  currency: string;
  priceList?: string;
  reason: string;
  onReason: (reason: string) => void;
  error?: string | undefined;
  /** It came as an answer: it is brought into view, and one can write at once. */
  reveal?: boolean;
}

/** A blocked price may be meant: with a reason it goes to somebody else instead of nowhere. */
export function OverrideField({
  hits,
  currency,
  priceList,
  reason,
  onReason,
  error,
  reveal = false,
}: Props) {
  const { t } = useI18n();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (reveal) input.current?.focus();
  }, [reveal]);
  return (
    <div data-testid="blocked" className="grid gap-3 rounded-md bg-out-soft p-3">
      <div role="alert">
        <p className="mb-1.5 text-sm font-semibold text-out">{t.prices.blockedTitle}</p>
        <GuardHits
          hits={hits}
          currency={currency}
          {...(priceList === undefined ? {} : { priceList })}
        />
      </div>
      <Field label={t.prices.overrideReason} hint={t.prices.overrideHint} error={error}>
        {(ids) => (
          <Input
            {...ids}
            ref={input}
            autoComplete="off"
            maxLength={OVERRIDE_MAX}
            value={reason}
            placeholder={t.prices.overridePlaceholder}
            onChange={(event) => onReason(event.target.value)}
          />
        )}
      </Field>
    </div>
  );
}

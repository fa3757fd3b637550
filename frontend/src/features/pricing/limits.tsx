import { Badge, type Tone } from "@/components/ui/badge";
import { useI18n } from "@/lib/i18n/provider";
import type { Limit } from "./types";

const TONES: Record<Limit["mode"], Tone> = { warn: "low", approve: "over", block: "out" };

function useLimitText(currency: string) {
  const { format } = useI18n();
  return ({ rule, limit }: Limit): string | null => {
    if (limit === null) return null;
    return rule === "floor" || rule === "ceiling"
      ? format.money(limit, currency)
      : format.percent(limit);
  };
}

/** What the guard allows this price to be. */
export function Limits({ limits, currency }: { limits: readonly Limit[]; currency: string }) {
  const { t } = useI18n();
  const say = useLimitText(currency);
  return (
    <section aria-label={t.prices.limits}>
      <h3 className="mb-1 text-xs font-medium text-ink-3">{t.prices.limits}</h3>
      {limits.length === 0 ? (
        <p className="text-sm text-ink-3">{t.prices.noLimits}</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line px-3">
          {limits.map((limit) => (
            <li
              key={`${limit.rule} ${String(limit.guard_id)}`}
              className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-3 py-1.5 text-sm"
            >
              <span className="min-w-0 truncate">
                {t.prices.rules[limit.rule]}
                <span className="text-xs text-ink-3"> {limit.guard_name}</span>
              </span>
              <span className="nums font-medium">{say(limit)}</span>
              <Badge tone={TONES[limit.mode]}>{t.prices.modes[limit.mode]}</Badge>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

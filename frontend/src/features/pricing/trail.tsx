import { Skeleton } from "@/components/ui/skeleton";
import type { Format } from "@/lib/format/format";
import type { Messages } from "@/lib/i18n/messages";
import { useI18n } from "@/lib/i18n/provider";
import type { ItemPrice } from "./types";

type Effective = NonNullable<ItemPrice["effective"]>;
type Step = Effective["trail"][number];

const FROM_UNITS = /^from (\d+) units\s*(.*)$/;
const PERCENT = /^([+-]?[\d.]+) %$/;
const ADDED = /^([+-])([\d.]+)$/;
const ROUNDED = /^to ([\d.]+)(?: \+ ([\d.]+))?(?:, (up|down))?$/;

/** The contract writes a rule in few signs; what of it are words is said in the reader's. */
export function sayDetail(detail: string, currency: string, t: Messages, format: Format): string {
  const units = FROM_UNITS.exec(detail);
  if (units) {
    const rest = units[2] && sayDetail(units[2], currency, t, format);
    return [t.prices.fromUnits(units[1] ?? ""), rest].filter(Boolean).join(" ");
  }
  const percent = PERCENT.exec(detail)?.[1];
  if (percent) return format.signedPercent(percent);
  const [, sign, amount] = ADDED.exec(detail) ?? [];
  if (amount) return `${sign === "-" ? "\u2212" : "+"}${format.money(amount, currency)}`;
  const rounded = ROUNDED.exec(detail);
  if (!rounded) return detail;
  const way = rounded[3] as "up" | "down" | undefined;
  return t.prices.roundedTo(rounded[1] ?? "", rounded[2] ?? null, way ?? "nearest");
}

function Line({ step, currency }: { step: Step; currency: string }) {
  const { t, format } = useI18n();
  const words = [step.name, step.detail && sayDetail(step.detail, currency, t, format)]
    .filter(Boolean)
    .join(" · ");
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-3 py-1.5">
      <span className="min-w-0">
        <span className="text-sm">{t.prices.steps[step.kind]}</span>
        <span className="text-xs font-normal text-ink-3">
          {" "}
          {words && <>{words} · </>}
          {step.price_list}
        </span>
      </span>
      <span className="nums text-sm font-medium">{format.money(step.amount, currency)}</span>
    </li>
  );
}

/** Why is it this price? Step by step, the last one is what is charged. */
export function Trail({ effective }: { effective: Effective }) {
  const { t } = useI18n();
  return (
    <section aria-label={t.prices.why}>
      <h3 className="mb-1 text-xs font-medium text-ink-3">{t.prices.why}</h3>
      {effective.trail.length === 0 ? (
        <Skeleton className="my-2 w-2/3" />
      ) : (
        <ol className="divide-y divide-line rounded-lg border border-line bg-sunken px-3 [&>li:last-child]:font-semibold">
          {effective.trail.map((step, place) => (
            <Line key={place} step={step} currency={effective.currency} />
          ))}
        </ol>
      )}
    </section>
  );
}

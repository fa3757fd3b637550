import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { Countdown } from "@/components/ui/countdown";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { cx } from "@/lib/dom/cx";
import { useDebounced } from "@/lib/dom/debounced";
import { useI18n } from "@/lib/i18n/provider";
import { explanationQuery } from "../api";
import type { Explanation, Level, MovementKind } from "../types";
import { sumsOf, type Part } from "./sums";

const SETTLE_MS = 300;
const HOLDS_MAX = 8;

export interface LedgerPlace {
  level_id: number | null;
  kind: MovementKind | null;
  line: number | null;
}

interface Props {
  level: Level;
  /** Show the lines that a figure is made of. */
  onLines: (place: LedgerPlace) => void;
}

function Row({ children, figure, tone }: { children: ReactNode; figure: string; tone?: string }) {
  return (
    <li className="flex items-baseline justify-between gap-3 py-1">
      <span className="min-w-0 truncate">{children}</span>
      <span className={cx("nums shrink-0", tone)}>{figure}</span>
    </li>
  );
}

function Sum({ label, figure, className }: { label: string; figure: string; className?: string }) {
  return (
    <p
      className={cx(
        "nums mt-1 flex justify-between border-t border-line-strong pt-1 font-semibold text-ink",
        className,
      )}
    >
      <span>{label}</span>
      <span>{figure}</span>
    </p>
  );
}

const LINK =
  "rounded-sm text-left underline decoration-line-strong underline-offset-3 hover:text-accent-text";

function Start({ explanation, onLines }: { explanation: Explanation } & Pick<Props, "onLines">) {
  const { t, format } = useI18n();
  const { count, level } = explanation;
  if (!count) return <Row figure={format.number(0)}>{t.ledger.startsAt}</Row>;
  const show = () => onLines({ level_id: level.id, kind: null, line: count.movement_id });
  return (
    <Row figure={format.number(count.counted)}>
      <button type="button" onClick={show} className={LINK}>
        {t.ledger.counted}
      </button>
      <span className="text-ink-3"> · {format.dateTime(count.counted_at)}</span>
    </Row>
  );
}

function PartRow({ part, level, onLines }: { part: Part } & Props) {
  const { t, format } = useI18n();
  const kind = t.stock.kinds[part.kind] ?? part.kind;
  const tone = part.delta > 0 ? "text-up" : part.delta < 0 ? "text-down" : "text-ink-3";
  return (
    <Row figure={format.signed(part.delta)} tone={tone}>
      <button
        type="button"
        aria-label={t.ledger.partLines(kind)}
        onClick={() => onLines({ level_id: level.id, kind: part.kind, line: null })}
        className={LINK}
      >
        {t.ledger.kindCount(kind, format.number(part.movements))}
      </button>
    </Row>
  );
}

function Holds({ holds }: Pick<Explanation, "holds">) {
  const { t, format } = useI18n();
  if (holds.length === 0) return <p className="py-1 text-ink-3">{t.ledger.nothingReserved}</p>;
  return (
    <ul>
      {holds.slice(0, HOLDS_MAX).map((hold) => (
        <Row key={hold.hold_id} figure={format.signed(-hold.quantity)} tone="text-down">
          <Link href={`/holds?hold=${String(hold.hold_id)}`} className={LINK}>
            {t.ledger.hold(hold.hold_id)}
          </Link>
          {hold.reference && <span className="text-ink-3"> · {hold.reference}</span>}
          <Countdown until={hold.expires_at} className="ml-2 align-bottom text-ink-3" />
        </Row>
      ))}
      {holds.length > HOLDS_MAX && (
        <Row
          figure={format.signed(
            -holds.slice(HOLDS_MAX).reduce((sum, each) => sum + each.quantity, 0),
          )}
          tone="text-down"
        >
          {t.ledger.moreHolds(format.number(holds.length - HOLDS_MAX))}
        </Row>
      )}
    </ul>
  );
}

/** "Counted 12, received 5, sold 7": the sum behind every figure of a level, line by line. */
export function LevelExplanation({ level, onLines }: Props) {
  const { t, format } = useI18n();
  const version = useDebounced(level.version, SETTLE_MS);
  const { data, error, refetch } = useQuery(explanationQuery(level.id, version));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={3} className="px-3" />;
  const sums = sumsOf(data);
  const settled = sums.agrees && data.level.version >= level.version;
  return (
    <section
      aria-label={t.ledger.explain(level.location_name)}
      data-testid={`explanation-${String(level.id)}`}
      aria-busy={!settled}
      className={cx(
        "rounded-md bg-sunken px-3 py-2 text-xs text-ink-2 transition-opacity duration-150",
        !settled && "opacity-60",
      )}
    >
      <ul>
        <Start explanation={data} onLines={onLines} />
        {sums.parts.map((part) => (
          <PartRow key={part.kind} part={part} level={level} onLines={onLines} />
        ))}
      </ul>
      <Sum label={t.stock.onHand} figure={format.number(sums.onHand)} className="mb-1" />
      <Holds holds={data.holds} />
      <Sum label={t.stock.available} figure={format.number(sums.available)} />
    </section>
  );
}

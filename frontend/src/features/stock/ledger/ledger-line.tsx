import { Undo2 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Ago } from "@/components/ui/time";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import type { Movement } from "../types";
import { isLate } from "./links";

interface Props {
  movement: Movement;
  /** The line that took this one back. */
  takenBackBy: number | undefined;
  /** Led here by a link. */
  isTarget: boolean;
  reasonName: (reason: string) => string;
  onGoTo: (movement: Movement, line: number) => void;
  /** Undefined where it can't be taken back, or not by this person. */
  onTakeBack: (() => void) | undefined;
}

const CHIP =
  "nums inline-flex min-h-6 items-center rounded-sm border border-line px-1.5 text-2xs text-ink-2 hover:bg-hover hover:text-accent-text";

function LineLink({ text, onGo }: { text: string; onGo: () => void }) {
  return (
    <button type="button" onClick={onGo} className={CHIP}>
      {text}
    </button>
  );
}

/** What this line belongs to. */
function Links({
  movement,
  takenBackBy,
  onGoTo,
}: Pick<Props, "movement" | "takenBackBy" | "onGoTo">) {
  const { t } = useI18n();
  const { reverses_id, count_id, hold_id, transfer_id } = movement;
  const links: ReactNode[] = [];
  const toLine = (line: number | null | undefined, text: (id: number) => string) => {
    if (!line) return;
    links.push(<LineLink key={text(line)} text={text(line)} onGo={() => onGoTo(movement, line)} />);
  };
  const toPage = (href: string, text: string) =>
    links.push(
      <Link key={href} href={href} className={CHIP}>
        {text}
      </Link>,
    );
  toLine(reverses_id, t.ledger.takesBack);
  toLine(takenBackBy, t.ledger.takenBack);
  toLine(count_id, t.ledger.balancedAt);
  if (hold_id) toPage(`/holds?hold=${String(hold_id)}`, t.ledger.hold(hold_id));
  if (transfer_id)
    toPage(`/desk?sheet=transfers&transfer=${String(transfer_id)}`, t.ledger.transfer(transfer_id));
  return links.length > 0 && <span className="mt-1 flex flex-wrap gap-1">{links}</span>;
}

/** When it happened, and when it was written down if that was another time. */
function When({ movement }: { movement: Movement }) {
  const { t, format } = useI18n();
  if (!isLate(movement)) return <Ago at={movement.recorded_at} />;
  return (
    <>
      {t.ledger.happened} {format.dateTime(movement.occurred_at)} · {t.ledger.recorded}{" "}
      <Ago at={movement.recorded_at} />
    </>
  );
}

function Delta({ movement }: { movement: Movement }) {
  const { t, format } = useI18n();
  const { delta_on_hand, delta_reserved } = movement;
  if (delta_on_hand === 0 && delta_reserved !== 0) {
    return (
      <span className="nums block font-medium text-ink-2">
        {t.ledger.reservedBy(format.signed(delta_reserved))}
      </span>
    );
  }
  const tone = delta_on_hand > 0 ? "text-up" : delta_on_hand < 0 ? "text-down" : "text-ink-3";
  return (
    <span className={cx("nums block font-semibold", tone)}>{format.signed(delta_on_hand)}</span>
  );
}

/** One line of the ledger: what, how many, the balance after it, who, when, why, and its kin. */
export function LedgerLine({
  movement,
  takenBackBy,
  isTarget,
  reasonName,
  onGoTo,
  onTakeBack,
}: Props) {
  const { t, format } = useI18n();
  const { id, kind, counted, reason, reference } = movement;
  const isOver = kind === "release" && reason === "expired";
  const because = isOver ? t.ledger.holdOver : reason && reasonName(reason);
  const why = [because, reference].filter(Boolean).join(" · ");
  return (
    <div
      id={`line-${String(id)}`}
      data-testid={`line-${String(id)}`}
      tabIndex={-1}
      aria-current={isTarget ? "true" : undefined}
      className={cx(
        "focus-inset grid grid-cols-[minmax(0,1fr)_auto_1.5rem] items-start gap-x-3 px-5 py-2",
        isTarget && "bg-accent-soft",
      )}
    >
      <span className="min-w-0">
        <span className={cx("font-medium", takenBackBy !== undefined && "text-ink-3 line-through")}>
          {t.stock.kinds[kind] ?? kind}
        </span>
        {typeof counted === "number" && (
          <span className="nums"> · {t.ledger.countedAs(format.number(counted))}</span>
        )}
        <span className="text-ink-3"> · {movement.location}</span>
        <span className="nums text-2xs whitespace-nowrap text-ink-3"> #{id}</span>
        <span className="block text-xs wrap-anywhere text-ink-3">
          <When movement={movement} /> · {movement.actor}
          {why && ` · ${why}`}
        </span>
        <Links movement={movement} takenBackBy={takenBackBy} onGoTo={onGoTo} />
      </span>
      <span className="text-right whitespace-nowrap">
        <Delta movement={movement} />
        <span className="nums block text-xs text-ink-3">
          {t.activity.balanceAfter(format.number(movement.on_hand_after))}
        </span>
      </span>
      {onTakeBack && (
        <IconButton label={t.ledger.takeBackOf(id)} onClick={onTakeBack} className="-my-1 -ml-2">
          <Undo2 className="size-4" strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}

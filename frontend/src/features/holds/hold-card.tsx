import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type KeyboardEvent } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Countdown } from "@/components/ui/countdown";
import { Ago } from "@/components/ui/time";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { refreshHolds } from "./changes";
import { ExtendMenu } from "./extend-menu";
import { HoldLines } from "./hold-lines";
import type { Settling } from "./settle-dialog";
import type { Hold, HoldState } from "./types";

const TONES: Record<HoldState, Tone> = {
  held: "accent",
  committed: "ok",
  released: "neutral",
  expired: "low",
};
/** The server lets it go within a second of its time. */
const GRACE_MS = 1_200;
const TIMER_MAX_MS = 2 ** 31 - 1;

interface Props {
  hold: Hold;
  isChosen?: boolean;
  onSettle: (settling: Settling) => void;
  onOpen: (sku: string) => void;
}

/** When its time is over, the server is asked what became of it. */
function useAskWhenOver({ id, state, expires_at }: Hold): void {
  const client = useQueryClient();
  useEffect(() => {
    if (state !== "held") return undefined;
    const wait = Math.max(Date.parse(expires_at) - Date.now(), 0) + GRACE_MS;
    const timer = setTimeout(() => refreshHolds(client, [id]), Math.min(wait, TIMER_MAX_MS));
    return () => clearTimeout(timer);
  }, [client, id, state, expires_at]);
}

function When({ hold }: { hold: Hold }) {
  if (hold.state === "held") {
    return <Countdown until={hold.expires_at} spoken className="text-sm font-semibold" />;
  }
  return <Ago at={hold.settled_at ?? hold.expires_at} className="text-xs text-ink-3" />;
}

/** One hold: what for, how long still, what it keeps, and what can be done with it. */
export function HoldCard({ hold, isChosen = false, onSettle, onOpen }: Props) {
  const { t } = useI18n();
  const canWrite = useCan("stock:write") && hold.state === "held";
  const [extending, setExtending] = useState(false);
  useAskWhenOver(hold);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const sibling = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" } as const;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const item = event.currentTarget.closest("li")?.[sibling[event.key]];
      item?.querySelector<HTMLElement>("[data-hold]")?.focus();
    }
    if (!canWrite || !"crx".includes(event.key)) return;
    // Or the letter would be typed into the field that is about to open.
    event.preventDefault();
    if (event.key === "c") onSettle({ hold, how: "commit" });
    if (event.key === "r") onSettle({ hold, how: "release" });
    if (event.key === "x") setExtending(true);
  };
  return (
    <article
      tabIndex={0}
      data-hold={hold.id}
      data-testid={`hold-${String(hold.id)}`}
      data-state={hold.state}
      aria-label={[t.holds.name(hold.id), hold.reference].filter(Boolean).join(", ")}
      aria-keyshortcuts={canWrite ? "c r x" : undefined}
      onKeyDown={onKeyDown}
      className={cx(
        "focus-inset rounded-lg border bg-surface px-4 pt-3 pb-1.5",
        isChosen ? "border-accent" : "border-line",
      )}
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-2.5">
        <div className="min-w-0 flex-1">
          <h2 className="flex items-center gap-2 text-md font-semibold">
            <span className="nums shrink-0">#{hold.id}</span>
            <span className={cx("truncate", !hold.reference && "font-normal text-ink-3")}>
              {hold.reference ?? t.holds.noReference}
            </span>
            {hold.state !== "held" && (
              <Badge tone={TONES[hold.state]}>{t.holds.states[hold.state]}</Badge>
            )}
          </h2>
          <p className="truncate text-xs text-ink-3">
            {t.holds.by(hold.actor)} · <Ago at={hold.created_at} />
          </p>
        </div>
        <When hold={hold} />
        {canWrite && (
          <div className="flex gap-1.5 max-sm:w-full max-sm:[&>*]:h-9 max-sm:[&>*]:flex-1">
            <Button
              size="sm"
              variant="primary"
              aria-label={t.holds.commitOf(hold.id)}
              onClick={() => onSettle({ hold, how: "commit" })}
            >
              {t.holds.commit}
            </Button>
            <ExtendMenu hold={hold} open={extending} onOpen={setExtending} />
            <Button
              size="sm"
              aria-label={t.holds.releaseOf(hold.id)}
              onClick={() => onSettle({ hold, how: "release" })}
            >
              {t.holds.release}
            </Button>
          </div>
        )}
      </header>
      <HoldLines hold={hold} onOpen={onOpen} />
    </article>
  );
}

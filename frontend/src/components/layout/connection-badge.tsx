import type { ReactNode } from "react";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import type { StreamStatus } from "@/lib/stream/liveness";
import { Peek } from "../ui/peek";

const STYLES: Record<StreamStatus["state"], { frame: string; dot: string }> = {
  live: { frame: "text-ink-2 hover:bg-hover", dot: "bg-ok" },
  "catching-up": { frame: "bg-low-soft text-low", dot: "bg-low-fill animate-pulse" },
  partial: { frame: "bg-low-soft text-low", dot: "bg-low-fill" },
  stale: { frame: "bg-out-soft text-out", dot: "bg-out-fill" },
};

function useWords(status: StreamStatus): { text: string; hint: string } {
  const { t, format } = useI18n();
  const words = t.shell;
  switch (status.state) {
    case "live":
      return { text: words.live, hint: words.liveHint };
    case "catching-up":
      return { text: words.catchingUp, hint: words.catchingUpHint };
    case "partial": {
      const channels = status.refused.map((channel) => words.channels[channel] ?? channel);
      return { text: words.partial, hint: words.partialHint(format.list(channels)) };
    }
    case "stale":
      return {
        text: status.since ? words.stale(format.time(status.since)) : words.staleNever,
        hint: words.staleHint,
      };
  }
}

interface Props {
  status: StreamStatus;
  /** What else is known of the line, for who wants to know more. */
  children?: ReactNode;
}

/** The one honest word about how true this screen is right now. */
export function ConnectionBadge({ status, children }: Props) {
  const { t } = useI18n();
  const { text, hint } = useWords(status);
  const style = STYLES[status.state];
  return (
    <>
      <Peek
        label={t.shell.connection}
        trigger={(handlers) => (
          <button
            type="button"
            data-testid="connection-badge"
            data-state={status.state}
            className={cx(
              "inline-flex h-7 shrink-0 items-center gap-2 rounded-full px-2.5",
              "nums text-xs font-medium transition-colors duration-200",
              style.frame,
            )}
            {...handlers}
          >
            <span aria-hidden="true" className={cx("size-2 rounded-full", style.dot)} />
            {text}
          </button>
        )}
      >
        <p className="text-xs text-pretty text-ink-2">{hint}</p>
        {children}
      </Peek>
      <span role="status" className="sr-only">
        {text}
      </span>
    </>
  );
}

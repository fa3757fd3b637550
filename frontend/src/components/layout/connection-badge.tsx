import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import type { StreamStatus } from "@/lib/stream/liveness";
import { Tooltip } from "../ui/tooltip";

const STYLES: Record<StreamStatus["state"], { frame: string; dot: string }> = {
  live: { frame: "text-ink-2", dot: "bg-ok" },
  "catching-up": { frame: "bg-low-soft text-low", dot: "bg-low-fill animate-pulse" },
  stale: { frame: "bg-out-soft text-out", dot: "bg-out-fill" },
};

function useWords(status: StreamStatus): { text: string; hint: string } {
  const { t, format } = useI18n();
  if (status.state === "live") return { text: t.shell.live, hint: t.shell.liveHint };
  if (status.state === "catching-up") {
    return { text: t.shell.catchingUp, hint: t.shell.catchingUpHint };
  }
  const text = status.since ? t.shell.stale(format.time(status.since)) : t.shell.staleNever;
  return { text, hint: t.shell.staleHint };
}

/** The one honest word about how true this screen is right now. */
export function ConnectionBadge({ status }: { status: StreamStatus }) {
  const { text, hint } = useWords(status);
  const style = STYLES[status.state];
  return (
    <Tooltip text={hint}>
      <button
        type="button"
        data-testid="connection-badge"
        data-state={status.state}
        className={cx(
          "inline-flex h-7 shrink-0 cursor-help items-center gap-2 rounded-full px-2.5",
          "nums text-xs font-medium transition-colors duration-200",
          style.frame,
        )}
      >
        <span aria-hidden="true" className={cx("size-2 rounded-full", style.dot)} />
        <span role="status">{text}</span>
      </button>
    </Tooltip>
  );
}

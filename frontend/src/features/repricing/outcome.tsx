import { CircleCheck, CircleX, Hourglass, Undo2 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { FIRST_VIEW, type View } from "./bulk-rows";
import { isRunning, type Bulk, type RowState, type RunningState } from "./types";

function Running({ bulk, state }: { bulk: Bulk; state: RunningState }) {
  const { t, format } = useI18n();
  const words = t.repricing.progress;
  return (
    <div aria-live="polite">
      <div className="mb-1.5 flex items-baseline justify-between gap-3 text-sm">
        <span className="font-medium">{words[state]}</span>
        {bulk.total > 0 && (
          <span className="nums text-ink-3">
            {words.of(format.number(bulk.done), format.number(bulk.total))}
          </span>
        )}
      </div>
      <Progress label={words[state]} done={bulk.done} total={bulk.total} />
      <p className="mt-1.5 text-xs text-ink-3">{words.leave}</p>
    </div>
  );
}

const ICON = { className: "size-5", strokeWidth: 1.75, "aria-hidden": true } as const;

function Said({ icon, tone, children }: { icon: ReactNode; tone: string; children: ReactNode }) {
  return (
    <div className="flex items-start gap-3" role="status">
      <span className={cx("mt-px shrink-0", tone)}>{icon}</span>
      <div className="grid gap-1 text-sm">{children}</div>
    </div>
  );
}

function Left({ text, onShow }: { text: string; onShow: () => void }) {
  const { t } = useI18n();
  return (
    <p className="flex flex-wrap items-center gap-x-1 text-ink-2">
      {text}
      <Button size="sm" variant="quiet" onClick={onShow}>
        {t.repricing.showThem}
      </Button>
    </p>
  );
}

/** What came of it so far, in words; while the server works, how far it is. */
export function Outcome({ bulk, onView }: { bulk: Bulk; onView: (view: View) => void }) {
  const { t, format } = useI18n();
  const { state, applied, skipped, undone, kept } = bulk;
  const show = (rowState: RowState | null) => () =>
    onView({ ...FIRST_VIEW, which: "all", state: rowState });
  if (isRunning(state)) return <Running bulk={bulk} state={state} />;
  if (state === "proposed") {
    return (
      <Said icon={<Hourglass {...ICON} />} tone="text-over">
        <p className="font-medium">{t.repricing.proposedTitle}</p>
        <p className="text-ink-2">{t.repricing.proposedText}</p>
        {bulk.proposal_id !== null && (
          <Link
            href={`/prices/approvals?proposal=${String(bulk.proposal_id)}`}
            className="justify-self-start rounded-sm font-medium text-accent-text hover:underline"
          >
            {t.repricing.toProposal}
          </Link>
        )}
      </Said>
    );
  }
  if (state === "applied") {
    return (
      <Said icon={<CircleCheck {...ICON} />} tone="text-ok">
        <p className="font-medium">{t.repricing.appliedText(format.number(applied))}</p>
        {skipped > 0 && (
          <Left
            text={t.repricing.skippedText(format.number(skipped))}
            onShow={show("changed_since")}
          />
        )}
      </Said>
    );
  }
  if (state === "undone") {
    return (
      <Said icon={<Undo2 {...ICON} />} tone="text-ink-2">
        <p className="font-medium">{t.repricing.undoneText(format.number(undone))}</p>
        {kept > 0 && (
          <Left text={t.repricing.keptText(format.number(kept))} onShow={show("kept")} />
        )}
      </Said>
    );
  }
  if (state === "failed") {
    return (
      <Said icon={<CircleX {...ICON} />} tone="text-out">
        <p className="font-medium">{t.repricing.failedText}</p>
        {bulk.problem && <p className="text-ink-2">{bulk.problem}</p>}
      </Said>
    );
  }
  return null;
}

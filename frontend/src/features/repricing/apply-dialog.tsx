import { useState, type FormEvent } from "react";
import toast from "react-hot-toast";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAttempt, wordsForWrite } from "@/lib/api/attempt";
import { toProblem } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { useApplyBulk } from "./api";
import { planOf } from "./apply-plan";
import type { Bulk, BulkTotals } from "./types";

interface Props {
  bulk: Bulk;
  totals: BulkTotals;
  onClose: () => void;
}

type Blocked = "leaveOut" | "proposeThem";
const BLOCKED: readonly Blocked[] = ["leaveOut", "proposeThem"];

function BlockedChoice({
  value,
  onChange,
}: {
  value: Blocked;
  onChange: (value: Blocked) => void;
}) {
  const { t } = useI18n();
  return (
    <div role="radiogroup" aria-label={t.repricing.totals.blocked} className="grid gap-1.5">
      {BLOCKED.map((each) => (
        <label key={each} className="flex items-start gap-2 text-sm">
          <input
            type="radio"
            name="blocked"
            checked={value === each}
            onChange={() => onChange(each)}
            className="mt-0.5 size-4 accent-accent"
          />
          {t.repricing[each]}
        </label>
      ))}
    </div>
  );
}

function useApply({ bulk, onClose }: Props) {
  const { t } = useI18n();
  const apply = useApplyBulk(bulk.id);
  const keyFor = useAttempt();
  const run = (overrideReason: string | null) => {
    const body = { expected_version: bulk.version, override_reason: overrideReason };
    apply.mutate(
      { body, idempotencyKey: keyFor(body, apply.error) },
      {
        onSuccess: ({ state }) => {
          toast.success(state === "proposed" ? t.repricing.proposedToast : t.repricing.applying);
          onClose();
        },
      },
    );
  };
  const isStale = apply.error && toProblem(apply.error).code === "stale_version";
  const problem = apply.error && (isStale ? t.repricing.stale : wordsForWrite(apply.error, t));
  return { run, problem, isPending: apply.isPending };
}

function Form(props: Props) {
  const { t, format } = useI18n();
  const { totals, onClose } = props;
  const words = t.repricing;
  const [blocked, setBlocked] = useState<Blocked>("leaveOut");
  const [reason, setReason] = useState("");
  const [wasTried, setTried] = useState(false);
  const { run, problem, isPending } = useApply(props);
  const plan = planOf(totals, blocked === "proposeThem" ? reason : null);
  const isMissing = plan.overrideReason === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isMissing) run(plan.overrideReason);
  };
  return (
    <form noValidate onSubmit={submit} className="flex min-h-0 flex-col">
      <div className="grid gap-3 overflow-y-auto px-5 py-4 text-sm">
        {problem && (
          <p role="alert" className="rounded-md bg-out-soft px-3 py-2 text-out">
            {problem}
          </p>
        )}
        <p className="text-md font-medium">
          {plan.isProposal
            ? words.proposeCount(format.number(plan.count))
            : words.applyCount(format.number(plan.count))}
        </p>
        {totals.needs_approval > 0 && (
          <p>{words.applyApproval(format.number(totals.needs_approval))}</p>
        )}
        {totals.warned > 0 && (
          <p className="text-low">{words.applyWarned(format.number(totals.warned))}</p>
        )}
        {totals.blocked > 0 && (
          <>
            <p className="text-out">{words.applyBlocked(format.number(totals.blocked))}</p>
            <BlockedChoice value={blocked} onChange={setBlocked} />
          </>
        )}
        {plan.overrideReason !== null && (
          <Field
            label={words.overrideReason}
            error={wasTried && isMissing ? words.overrideRequired : undefined}
          >
            {(ids) => (
              <Input
                {...ids}
                autoComplete="off"
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        )}
        <p className="text-ink-3">{words.applyOnly}</p>
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onClose}>{t.common.cancel}</Button>
        <Button
          type="submit"
          variant="primary"
          busy={isPending}
          disabled={isPending || plan.count === 0}
        >
          {plan.isProposal ? words.propose : words.apply}
        </Button>
      </footer>
    </form>
  );
}

/** Says what will happen, and asks. */
export function ApplyDialog(props: Props) {
  const { t } = useI18n();
  return (
    <Dialog open onClose={props.onClose} title={t.repricing.applyTitle}>
      <Form {...props} />
    </Dialog>
  );
}

import { useState, type FormEvent } from "react";
import toast from "react-hot-toast";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAttempt } from "@/lib/api/attempt";
import { useI18n } from "@/lib/i18n/provider";
import { useDecide } from "./api";
import type { Proposal, Verdict } from "./types";
import { nameOf, refusalWords } from "./words";

const REASON_MAX = 200;

export interface Deciding {
  proposal: Proposal;
  verdict: Verdict;
}

function Form({ deciding, onClose }: { deciding: Deciding; onClose: () => void }) {
  const { t, format } = useI18n();
  const { proposal, verdict } = deciding;
  const [text, setText] = useState("");
  const [wasTried, setTried] = useState(false);
  const decide = useDecide();
  const keyFor = useAttempt();
  const reason = text.trim();
  const isMissing = verdict === "reject" && reason === "";
  const wrong = isMissing
    ? t.approvals.rejectReasonRequired
    : reason.length > REASON_MAX
      ? t.approvals.reasonTooLong
      : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong) return;
    const body = { reason: reason || null };
    decide.mutate(
      { id: proposal.id, verdict, ...body, idempotencyKey: keyFor(body, decide.error) },
      {
        onSuccess: () => {
          toast.success(t.approvals.done[verdict](nameOf(proposal, t, format)));
          onClose();
        },
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex min-h-0 flex-col">
      <div className="grid gap-3.5 overflow-y-auto px-5 py-4">
        <p className="text-md font-medium">{nameOf(proposal, t, format)}</p>
        {decide.error && (
          <p role="alert" className="rounded-md bg-out-soft px-3 py-2 text-sm text-out">
            {refusalWords(decide.error, t, format)}
          </p>
        )}
        <Field
          label={verdict === "reject" ? t.approvals.rejectReason : t.approvals.note}
          {...(verdict === "reject" ? {} : { optional: t.common.optional })}
          error={wasTried ? wrong : undefined}
        >
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              autoComplete="off"
              value={text}
              placeholder={verdict === "reject" ? t.approvals.rejectReasonHint : undefined}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onClose}>{t.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={decide.isPending}>
          {t.approvals[verdict]}
        </Button>
      </footer>
    </form>
  );
}

/** Asks once more, and for the reason; a refusal is said here, and the window stays. */
export function DecideDialog({
  deciding,
  onClose,
}: {
  deciding: Deciding | null;
  onClose: () => void;
}) {
  const { t } = useI18n();
  if (!deciding) return null;
  const { verdict } = deciding;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.approvals[`${verdict}Title`]}
      description={t.approvals[`${verdict}Text`]}
    >
      <Form deciding={deciding} onClose={onClose} />
    </Dialog>
  );
}

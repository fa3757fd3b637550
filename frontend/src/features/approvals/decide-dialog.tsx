import { useState, type FormEvent } from "react";
import toast from "react-hot-toast";
import { GuardHits, type Hit } from "@/components/price/guard-hits";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAttempt } from "@/lib/api/attempt";
import { toProblem } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { useMe } from "@/lib/session/session";
import { useDecide } from "./api";
import { nameOf } from "./titles";
import type { Proposal, Verdict } from "./types";
import { isFinal, refusalWords, waitsOn } from "./words";

const REASON_MAX = 200;
const HITS_SHOWN = 5;

export interface Deciding {
  proposal: Proposal;
  verdict: Verdict;
}

interface Props {
  deciding: Deciding;
  onClose: () => void;
  /** Another verdict on the same proposal. */
  onDecide: (deciding: Deciding) => void;
}

/** Why it was refused, and by which rules, if the guard did it. */
function Refusal({ error, proposal }: { error: Error; proposal: Proposal }) {
  const { t, format } = useI18n();
  const hits = toProblem(error).document.hits as Hit[] | undefined;
  const currency = proposal.lines[0]?.currency;
  return (
    <div role="alert" className="rounded-md bg-out-soft px-3 py-2 text-sm text-out">
      {refusalWords(error, t, format)}
      {hits && currency && (
        <GuardHits hits={hits.slice(0, HITS_SHOWN)} currency={currency} className="mt-2" />
      )}
    </div>
  );
}

/** Whether somebody is about to let through what they proposed themselves. */
function useIsAlone({ proposal, verdict }: Deciding): boolean {
  return useMe().email === proposal.proposed_by && verdict === "approve";
}

function useForm({ deciding, onClose }: Props) {
  const { t, format } = useI18n();
  const { proposal, verdict } = deciding;
  const [text, setText] = useState("");
  const [wasTried, setTried] = useState(false);
  const decide = useDecide();
  const keyFor = useAttempt();
  const reason = text.trim();
  const alone = useIsAlone(deciding);
  const isMissing = (verdict === "reject" || alone) && reason === "";
  const wrong = isMissing
    ? alone
      ? t.approvals.aloneReasonRequired
      : t.approvals.rejectReasonRequired
    : reason.length > REASON_MAX
      ? t.approvals.reasonTooLong
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong || isFinal(decide.error)) return;
    const body = { reason: reason || null, alone };
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
  return { text, setText, submit, decide, wrong: wasTried ? wrong : undefined };
}

function Form(props: Props) {
  const { t, format } = useI18n();
  const { deciding, onClose, onDecide } = props;
  const { proposal, verdict } = deciding;
  const { text, setText, submit, decide, wrong } = useForm(props);
  const isOver = isFinal(decide.error);
  const isReject = verdict === "reject";
  const alone = useIsAlone(deciding);
  const needsReason = isReject || alone;
  const label = alone ? t.approvals.aloneReason : t.approvals.note;
  return (
    <form noValidate onSubmit={submit} className="flex min-h-0 flex-col">
      <div className="grid gap-3.5 overflow-y-auto px-5 py-4">
        <p className="text-md font-medium">{nameOf(proposal, t, format)}</p>
        {decide.error && <Refusal error={decide.error} proposal={proposal} />}
        {!isOver && (
          <Field
            label={isReject ? t.approvals.rejectReason : label}
            {...(needsReason ? {} : { optional: t.common.optional })}
            error={wrong}
          >
            {(ids) => (
              <Input
                {...ids}
                autoFocus
                autoComplete="off"
                value={text}
                placeholder={isReject ? t.approvals.rejectReasonHint : undefined}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onClose}>{isOver ? t.common.close : t.common.cancel}</Button>
        {!isOver && (
          <Button type="submit" variant="primary" busy={decide.isPending}>
            {alone ? t.approvals.confirmAlone : t.approvals[verdict]}
          </Button>
        )}
        {verdict === "approve" && waitsOn(decide.error) && (
          <Button variant="primary" onClick={() => onDecide({ proposal, verdict: "reject" })}>
            {t.approvals.rejectInstead}
          </Button>
        )}
      </footer>
    </form>
  );
}

/** Asks once more, and for the reason; a refusal is said here, and the window stays. */
export function DecideDialog({
  deciding,
  ...rest
}: Omit<Props, "deciding"> & { deciding: Deciding | null }) {
  return deciding && <Asking deciding={deciding} {...rest} />;
}

function Asking({ deciding, ...rest }: Props) {
  const { t } = useI18n();
  const { verdict } = deciding;
  const about = useIsAlone(deciding) ? "alone" : verdict;
  return (
    <Dialog
      open
      onClose={rest.onClose}
      title={t.approvals[`${about}Title`]}
      description={t.approvals[`${about}Text`]}
    >
      <Form key={verdict} deciding={deciding} {...rest} />
    </Dialog>
  );
}

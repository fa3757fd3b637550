"use client";

import { useState } from "react";
import toast from "react-hot-toast";
import { Dialog } from "@/components/ui/dialog";
import { newIdempotencyKey } from "@/lib/api/idempotency";
import { toProblem, wordsFor, type ApiProblem } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { MovementForm } from "./movement-form";
import { NO_MOVEMENT, toBody, type MovementValues } from "./movement-schema";
import { useRecordMovement } from "./record-movement";

/** What the dialog opens with; `problem` when the server refused these values before. */
export interface MovementDraft {
  values: Partial<MovementValues>;
  problem?: ApiProblem;
}

interface Props {
  draft: MovementDraft | null;
  onChange: (draft: MovementDraft | null) => void;
}

interface RefusalProps {
  title: string;
  detail: string;
  action: string;
  onFix: () => void;
}

function Refusal({ title, detail, action, onFix }: RefusalProps) {
  return (
    <span className="flex items-center gap-3">
      <span>
        <span className="block font-medium">{title}</span>
        <span className="block text-xs text-ink-3">{detail}</span>
      </span>
      <button
        type="button"
        onClick={onFix}
        className="h-7 shrink-0 rounded-sm border border-line-strong px-2 text-xs font-medium"
      >
        {action}
      </button>
    </span>
  );
}

/**
 * Closes at once and shows the outcome at once; when the server refuses, the numbers go back and a
 * toast offers the same values again.
 */
export function MovementDialog({ draft, onChange }: Props) {
  const { t, format } = useI18n();
  const words = t.stock.movement;
  const record = useRecordMovement();
  const [last, setLast] = useState<MovementDraft>({ values: {} });
  if (draft && draft !== last) setLast(draft);

  const submit = (values: MovementValues) => {
    onChange(null);
    const body = toBody(values);
    record.mutate(
      { body, idempotencyKey: newIdempotencyKey() },
      {
        onSuccess: ({ movement }) =>
          toast.success(words.done(movement.sku, format.signed(movement.delta_on_hand))),
        onError: (error) => {
          const id = newIdempotencyKey();
          const fix = () => {
            toast.dismiss(id);
            onChange({ values, problem: toProblem(error) });
          };
          const detail = wordsFor(error, t);
          toast.error(
            <Refusal
              title={words.refused(body.sku)}
              detail={detail}
              action={words.fix}
              onFix={fix}
            />,
            { id },
          );
        },
      },
    );
  };
  return (
    <Dialog open={draft !== null} onClose={() => onChange(null)} title={words.title}>
      <MovementForm
        initial={{ ...NO_MOVEMENT, ...last.values }}
        problem={last.problem}
        onSubmit={submit}
        onCancel={() => onChange(null)}
      />
    </Dialog>
  );
}

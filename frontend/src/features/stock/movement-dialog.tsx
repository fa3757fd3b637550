"use client";

import { useRef, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import type { ApiProblem } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { MovementForm } from "./movement-form";
import { NO_MOVEMENT, type MovementValues } from "./movement-schema";
import { useRecording } from "./use-recording";

/** What the dialog opens with; `problem` when the server refused these values before. */
export interface MovementDraft {
  values: Partial<MovementValues>;
  problem?: ApiProblem;
}

interface Props {
  draft: MovementDraft | null;
  onChange: (draft: MovementDraft | null) => void;
}

/**
 * Closes at once and shows the outcome at once; when the server refuses, the numbers go back and a
 * toast offers the same values again.
 */
export function MovementDialog({ draft, onChange }: Props) {
  const { t } = useI18n();
  const record = useRecording((values, problem) => onChange({ values, problem }));
  const [last, setLast] = useState<MovementDraft>({ values: {} });
  if (draft && draft !== last) setLast(draft);

  // A scanner may end a line with two keys: what was opened once is recorded once.
  const sent = useRef<MovementDraft | null>(null);
  const submit = (values: MovementValues) => {
    if (sent.current === draft) return;
    sent.current = draft;
    onChange(null);
    record(values);
  };
  return (
    <Dialog open={draft !== null} onClose={() => onChange(null)} title={t.stock.movement.title}>
      <MovementForm
        initial={{ ...NO_MOVEMENT, ...last.values }}
        problem={last.problem}
        onSubmit={submit}
        onCancel={() => onChange(null)}
      />
    </Dialog>
  );
}

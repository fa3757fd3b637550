import { CircleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";
import type { NumberKind } from "@/lib/format/read-number";
import { Understood, useQuestion } from "./understood";

export interface FieldIds {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean;
}

interface Props {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: string;
  className?: string;
  /** For a number: what is typed, and as what it is read. What was understood stands below. */
  reads?: { text: string; as: NumberKind };
  children: (ids: FieldIds) => ReactNode;
}

/** A label, a control, and below it either the hint or what is wrong. */
export function Field({ label, hint, error: wrong, optional, className, reads, children }: Props) {
  const id = useId();
  const noteId = `${id}-note`;
  const question = useQuestion(reads);
  const error = question ?? wrong;
  const note = error ?? hint;
  return (
    <div className={className}>
      <div className="mb-1 flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-xs font-medium text-ink-2">
          {label}
        </label>
        {optional && <span className="text-2xs text-ink-3">{optional}</span>}
      </div>
      {children({
        id,
        "aria-describedby": note ? noteId : undefined,
        "aria-invalid": Boolean(error),
      })}
      {reads && !error && <Understood {...reads} />}
      {note && (
        <p
          id={noteId}
          role={error ? "alert" : undefined}
          className={
            error ? "mt-1 flex items-center gap-1 text-xs text-out" : "mt-1 text-xs text-ink-3"
          }
        >
          {error && <CircleAlert className="size-3.5 shrink-0" aria-hidden="true" />}
          {note}
        </p>
      )}
    </div>
  );
}

import { useState, type FormEvent } from "react";
import toast from "react-hot-toast";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAttempt, wordsForWrite } from "@/lib/api/attempt";
import { useI18n } from "@/lib/i18n/provider";
import { useUndoBulk } from "./api";
import type { Bulk } from "./types";

interface Props {
  bulk: Bulk;
  onClose: () => void;
}

function Form({ bulk, onClose }: Props) {
  const { t } = useI18n();
  const [text, setText] = useState("");
  const [wasTried, setTried] = useState(false);
  const undo = useUndoBulk(bulk.id);
  const keyFor = useAttempt();
  const reason = text.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason === "") return;
    undo.mutate(
      { reason, idempotencyKey: keyFor(reason, undo.error) },
      {
        onSuccess: () => {
          toast.success(t.repricing.undoing);
          onClose();
        },
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex min-h-0 flex-col">
      <div className="grid gap-3 overflow-y-auto px-5 py-4">
        {undo.error && (
          <p role="alert" className="rounded-md bg-out-soft px-3 py-2 text-sm text-out">
            {wordsForWrite(undo.error, t)}
          </p>
        )}
        <Field
          label={t.repricing.undoReason}
          error={wasTried && reason === "" ? t.repricing.undoReasonRequired : undefined}
        >
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              autoComplete="off"
              maxLength={200}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onClose}>{t.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={undo.isPending}>
          {t.repricing.undo}
        </Button>
      </footer>
    </form>
  );
}

/** Asks why; what somebody changed since stays as it is. */
export function UndoDialog(props: Props) {
  const { t } = useI18n();
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t.repricing.undoTitle}
      description={t.repricing.undoText}
    >
      <Form {...props} />
    </Dialog>
  );
}

"use client";

import { useState } from "react";
import toast from "react-hot-toast";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAttempt, wordsForWrite } from "@/lib/api/attempt";
import { useI18n } from "@/lib/i18n/provider";
import { useEndSale, useRemoveSale } from "./api";
import type { Sale } from "./types";

export interface Ending {
  sale: Sale;
  how: "end" | "remove";
}

/** Asks once more before a sale is over: nothing brings the same window back. */
export function EndDialog({ ending, onClose }: { ending: Ending; onClose: () => void }) {
  const { t } = useI18n();
  const { sale, how } = ending;
  const end = useEndSale();
  const remove = useRemoveSale();
  const { mutate, isPending, error } = how === "end" ? end : remove;
  const [reason, setReason] = useState("");
  const keyFor = useAttempt();
  const words = t.sales[how];
  const submit = () => {
    const said = reason.trim();
    mutate(
      { sale, reason: said, idempotencyKey: keyFor([sale.version, said], error) },
      {
        onSuccess: () => {
          toast.success(words.done(sale.name));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open onClose={onClose} title={words.title(sale.name)} description={words.text}>
      <form
        className="grid gap-3 px-5 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t.pricing.reason} optional={t.common.optional}>
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {error && (
          <p role="alert" className="rounded-md bg-out-soft px-3 py-2 text-sm text-out">
            {wordsForWrite(error, t)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={isPending}>
            {words.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

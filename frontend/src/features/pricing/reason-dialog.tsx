"use client";

import { useState } from "react";
import { hitsOf } from "@/components/price/guard-hits";
import { OverrideField } from "@/components/price/override-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { wordsForWrite } from "@/lib/api/attempt";
import { useI18n } from "@/lib/i18n/provider";

/** Why it is done; and why it is meant, where the guard refused it. */
export interface Reasons {
  reason: string;
  override_reason?: string;
}

interface Props {
  title: string;
  text: string;
  submitLabel: string;
  currency: string;
  priceList: string;
  busy: boolean;
  /** What the last try ended with. */
  error: Error | null;
  onSubmit: (reasons: Reasons) => void;
  onClose: () => void;
}

/** Asks for the reason of a change of a price, and once more where the guard stands in its way. */
export function ReasonDialog(props: Props) {
  const { t } = useI18n();
  const [reason, setReason] = useState("");
  const [override, setOverride] = useState("");
  const [missing, setMissing] = useState(false);
  const hits = props.error ? hitsOf(props.error) : null;

  const submit = () => {
    const incomplete = reason.trim() === "" || (hits !== null && override.trim() === "");
    setMissing(incomplete);
    if (incomplete) return;
    props.onSubmit({
      reason: reason.trim(),
      ...(hits ? { override_reason: override.trim() } : {}),
    });
  };
  return (
    <Dialog open onClose={props.onClose} title={props.title} description={props.text}>
      <form
        noValidate
        className="grid gap-3 overflow-y-auto px-5 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          label={t.pricing.reason}
          error={missing && reason.trim() === "" ? t.prices.reasonRequired : undefined}
        >
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
        {hits && (
          <OverrideField
            reveal
            hits={hits}
            currency={props.currency}
            priceList={props.priceList}
            reason={override}
            onReason={setOverride}
            error={missing && override.trim() === "" ? t.prices.reasonRequired : undefined}
          />
        )}
        {props.error && !hits && (
          <p role="alert" className="rounded-md bg-out-soft px-3 py-2 text-sm text-out">
            {wordsForWrite(props.error, t)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={props.busy}>
            {hits ? t.prices.askApproval : props.submitLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

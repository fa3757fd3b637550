"use client";

import { useState } from "react";
import toast from "react-hot-toast";
import { hitsOf } from "@/components/price/guard-hits";
import { OverrideField } from "@/components/price/override-field";
import { toastWaiting } from "@/components/price/waiting-toast";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { newIdempotencyKey } from "@/lib/api/idempotency";
import { wordsFor } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { useRevertPrice } from "./api";
import type { ItemPrice, PriceChange } from "./types";

interface Props {
  price: ItemPrice;
  /** The step to go back to. */
  change: PriceChange;
  onClose: () => void;
}

/** Going back is a change of its own, through the guard like any other, and says why. */
export function RevertDialog({ price, change, onClose }: Props) {
  const { t, format } = useI18n();
  const revert = useRevertPrice(price.item_id);
  const [reason, setReason] = useState("");
  const [override, setOverride] = useState("");
  const [missing, setMissing] = useState(false);
  const hits = revert.error ? hitsOf(revert.error) : null;
  const money = format.money(change.amount, change.currency);

  const submit = () => {
    const incomplete = reason.trim() === "" || (hits !== null && override.trim() === "");
    setMissing(incomplete);
    if (incomplete) return;
    const body = {
      change_id: change.id,
      reason: reason.trim(),
      ...(hits ? { override_reason: override.trim() } : {}),
    };
    revert.mutate(
      { body, idempotencyKey: newIdempotencyKey() },
      {
        onSuccess: ({ proposal }) => {
          if (proposal) toastWaiting(t.prices.waits(price.sku));
          else toast.success(t.pricing.saved(price.sku, money));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.prices.revertTitle(money)}
      description={t.prices.revertText(format.shortMoment(change.occurred_at))}
    >
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
            currency={change.currency}
            priceList={change.price_list}
            reason={override}
            onReason={setOverride}
            error={missing && override.trim() === "" ? t.prices.reasonRequired : undefined}
          />
        )}
        {revert.error && !hits && (
          <p role="alert" className="rounded-md bg-out-soft px-3 py-2 text-sm text-out">
            {wordsFor(revert.error, t)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={revert.isPending}>
            {hits ? t.prices.askApproval : t.prices.revertSubmit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

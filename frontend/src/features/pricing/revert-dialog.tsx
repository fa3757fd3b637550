"use client";

import toast from "react-hot-toast";
import { toastWaiting } from "@/components/price/waiting-toast";
import { useAttempt } from "@/lib/api/attempt";
import { useI18n } from "@/lib/i18n/provider";
import { useRevertPrice } from "./api";
import { ReasonDialog } from "./reason-dialog";
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
  const keyFor = useAttempt();
  const money = format.money(change.base, change.currency);
  return (
    <ReasonDialog
      title={t.prices.revertTitle(money)}
      text={t.prices.revertText(format.shortMoment(change.occurred_at))}
      submitLabel={t.prices.revertSubmit}
      currency={change.currency}
      priceList={change.price_list}
      busy={revert.isPending}
      error={revert.error}
      onClose={onClose}
      onSubmit={(reasons) => {
        const body = { change_id: change.id, ...reasons };
        revert.mutate(
          { body, idempotencyKey: keyFor(body, revert.error) },
          {
            onSuccess: ({ proposal }) => {
              if (proposal) toastWaiting(t.prices.waits(price.sku));
              else toast.success(t.pricing.saved(price.sku, money));
              onClose();
            },
          },
        );
      }}
    />
  );
}

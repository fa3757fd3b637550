"use client";

import toast from "react-hot-toast";
import { toastWaiting } from "@/components/price/waiting-toast";
import { useAttempt } from "@/lib/api/attempt";
import { useI18n } from "@/lib/i18n/provider";
import { useInheritPrice } from "./api";
import { ReasonDialog } from "./reason-dialog";
import type { ItemPrice } from "./types";

interface Props {
  price: ItemPrice;
  /** What the price would be, from the parent list. */
  inherited: string;
  currency: string;
  onClose: () => void;
}

/** The list gives up a price of its own: the one that comes from its parent holds again. */
export function InheritDialog({ price, inherited, currency, onClose }: Props) {
  const { t, format } = useI18n();
  const inherit = useInheritPrice(price.item_id);
  const keyFor = useAttempt();
  const money = format.money(inherited, currency);
  return (
    <ReasonDialog
      title={t.prices.inheritTitle}
      text={t.prices.inheritText(money)}
      submitLabel={t.prices.inherit}
      currency={currency}
      priceList={price.price_list}
      busy={inherit.isPending}
      error={inherit.error}
      onClose={onClose}
      onSubmit={(reasons) => {
        const body = { price_list: price.price_list, currency, ...reasons };
        inherit.mutate(
          { body, idempotencyKey: keyFor(body, inherit.error) },
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

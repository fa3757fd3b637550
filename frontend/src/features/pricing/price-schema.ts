// Which base prices may be sent? An amount is checked as the text that it is, never as a float.
import { z } from "zod";
import { compareDecimals, currencyDigits, isDecimal, scaleOf } from "@/lib/format/decimal";
import { plainNumber } from "@/lib/format/read-number";
import type { Messages } from "@/lib/i18n/messages";
import type { PreviewBody } from "./types";

/** Offered first; any other that the item already has is added. */
export const CURRENCIES = ["JPY", "USD", "EUR", "GBP", "CNY", "KRW", "TWD", "AUD", "CAD", "CHF"];

export interface PriceValues {
  amount: string;
  currency: string;
  reason: string;
}

/** The price until now, of which nothing would change. */
export type Before = Pick<PriceValues, "amount" | "currency"> | null;

/** What is wrong with an amount, in words; null when nothing is. */
export function amountTrouble(t: Messages, amount: string, currency: string): string | null {
  const digits = currencyDigits(currency);
  if (amount === "") return t.pricing.amountRequired;
  if (!isDecimal(amount) || amount.startsWith("-")) return t.pricing.amountInvalid;
  if (scaleOf(amount) > digits) return t.pricing.amountDecimals(currency, digits);
  return null;
}

function isSame(before: Before, amount: string, currency: string): boolean {
  return before?.currency === currency && compareDecimals(before.amount, amount) === 0;
}

export function priceSchema(t: Messages, before: Before) {
  return z
    .object({
      amount: z.string(),
      currency: z.string().length(3),
      reason: z.string().trim().max(200),
    })
    .transform((values) => ({
      ...values,
      amount: plainNumber(values.amount, { currency: values.currency }),
    }))
    .superRefine(({ amount, currency }, context) => {
      const trouble = amountTrouble(t, amount, currency);
      const same = trouble === null && isSame(before, amount, currency);
      const message = trouble ?? (same ? t.pricing.amountSame : null);
      if (message) context.addIssue({ code: "custom", path: ["amount"], message });
    });
}

/** The question to the guard about what is being typed; null while it is no price to ask about. */
export function previewOf(
  t: Messages,
  before: Before,
  { amount: text, currency }: Pick<PriceValues, "amount" | "currency">,
  place: { itemId: number; list: string },
): PreviewBody | null {
  const amount = plainNumber(text, { currency });
  if (amountTrouble(t, amount, currency) !== null || isSame(before, amount, currency)) return null;
  return { item_id: place.itemId, amount, currency, price_list: place.list };
}

// Which base prices may be sent? An amount is checked as the text that it is, never as a float.
import { z } from "zod";
import {
  compareDecimals,
  currencyDigits,
  isDecimal,
  normaliseDecimal,
  scaleOf,
} from "@/lib/format/decimal";
import type { Messages } from "@/lib/i18n/messages";
import type { ItemPrice } from "./types";

/** Offered first; any other that the item already has is added. */
export const CURRENCIES = ["JPY", "USD", "EUR", "GBP", "CNY", "KRW", "TWD", "AUD", "CAD", "CHF"];

export interface PriceValues {
  amount: string;
  currency: string;
  reason: string;
}

export function priceSchema(t: Messages, current: ItemPrice["effective"]) {
  return z
    .object({
      amount: z.string().transform(normaliseDecimal),
      currency: z.string().length(3),
      reason: z.string().trim().max(200),
    })
    .superRefine(({ amount, currency }, context) => {
      const refuse = (message: string) =>
        context.addIssue({ code: "custom", path: ["amount"], message });
      const digits = currencyDigits(currency);
      if (amount === "") refuse(t.pricing.amountRequired);
      else if (!isDecimal(amount) || amount.startsWith("-")) refuse(t.pricing.amountInvalid);
      else if (scaleOf(amount) > digits) refuse(t.pricing.amountDecimals(currency, digits));
      else if (current?.currency === currency && compareDecimals(current.amount, amount) === 0) {
        refuse(t.pricing.amountSame);
      }
    });
}

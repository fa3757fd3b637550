// Which movements may be sent? The same bounds as the contract's, in the person's own language.
import { z } from "zod";
import { QUANTITY_MAX, readQuantity } from "@/lib/format/quantity";
import type { Messages } from "@/lib/i18n/messages";
import { DIRECT_KINDS, type DirectKind, type MovementBody } from "./types";

export { readQuantity };

export interface MovementValues {
  sku: string;
  location: string;
  kind: DirectKind;
  quantity: string;
  reason: string;
  reference: string;
}

export const NO_MOVEMENT: MovementValues = {
  sku: "",
  location: "",
  kind: "receive",
  quantity: "",
  reason: "",
  reference: "",
};

export function movementSchema(t: Messages) {
  const words = t.stock.movement;
  return z
    .object({
      sku: z.string().trim().min(1, words.skuRequired).max(100),
      location: z.string().min(1, words.locationRequired),
      kind: z.enum(DIRECT_KINDS),
      quantity: z.string(),
      reason: z.string().trim().max(200),
      reference: z.string().trim().max(500),
    })
    .superRefine(({ kind, quantity }, context) => {
      const refuse = (message: string) =>
        context.addIssue({ code: "custom", path: ["quantity"], message });
      const value = readQuantity(quantity);
      if (value === null) refuse(words.quantityWhole);
      else if (Math.abs(value) > QUANTITY_MAX) refuse(words.quantityTooLarge);
      else if (value === 0) refuse(words.quantityNotZero);
      else if (value < 0 && kind !== "adjust") refuse(words.quantityPositive);
    });
}

export function toBody(values: MovementValues): MovementBody {
  return {
    sku: values.sku.trim(),
    location: values.location,
    kind: values.kind,
    quantity: readQuantity(values.quantity) ?? 0,
    reason: values.reason.trim() || null,
    reference: values.reference.trim() || null,
  };
}

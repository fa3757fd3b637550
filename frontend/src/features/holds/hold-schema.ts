// Which holds may be made? The same bounds as the contract's, in the person's own language.
import { z } from "zod";
import { readUnits } from "@/lib/format/quantity";
import type { Messages } from "@/lib/i18n/messages";
import type { HoldBody } from "./types";

const QUANTITY_MAX = 1_000_000_000_000;
export const LINES_MAX = 100;

export interface LineValues {
  sku: string;
  location: string;
  quantity: string;
}

export interface HoldValues {
  lines: LineValues[];
  seconds: string;
  reference: string;
}

export const NO_LINE: LineValues = { sku: "", location: "", quantity: "1" };
export const NO_HOLD: HoldValues = { lines: [NO_LINE], seconds: String(15 * 60), reference: "" };

export function holdSchema(t: Messages) {
  const line = z.object({
    sku: z.string().trim().min(1, t.holds.skuRequired).max(100),
    location: z.string().min(1, t.holds.locationRequired),
    quantity: z.string().refine((text) => {
      const units = readUnits(text);
      return units !== null && units >= 1 && units <= QUANTITY_MAX;
    }, t.holds.quantityPositive),
  });
  return z.object({
    lines: z.array(line).min(1).max(LINES_MAX),
    seconds: z.string(),
    reference: z.string().trim().max(500),
  });
}

export function toHold({ lines, seconds, reference }: HoldValues): HoldBody {
  return {
    lines: lines.map(({ sku, location, quantity }) => ({
      sku: sku.trim(),
      location,
      quantity: readUnits(quantity) ?? 0,
    })),
    ttl_seconds: Number(seconds),
    reference: reference.trim() || null,
  };
}

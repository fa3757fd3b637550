// What becomes of a sale that somebody sends: it stands, it waits for approval, or it is refused.
import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import toast from "react-hot-toast";
import { hitsOf, type Hit } from "@/components/price/guard-hits";
import { toastWaiting } from "@/components/price/waiting-toast";
import { useAttempt, wordsForWrite } from "@/lib/api/attempt";
import { toProblem } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { useCreateSale, useEditSale } from "./api";
import type { SaleSubject } from "./sale-dialog";
import { fieldOf, toPatch, toSale } from "./sale-body";
import type { SaleValues } from "./sale-schema";
import type { Sale, SaleResult } from "./types";

const MOVED = new Set(["stale_version", "precondition_failed"]);

interface Saving {
  send: (values: SaleValues, overrideReason: string | null) => void;
  /** What the guard found, when it refused. */
  blocked: Hit[] | null;
  forget: () => void;
  /** What went wrong and belongs to no field. */
  trouble: string | null;
  isPending: boolean;
}

export function useSaveSale(
  subject: SaleSubject,
  sale: Sale | null,
  initial: SaleValues,
  form: UseFormReturn<SaleValues>,
  onDone: () => void,
): Saving {
  const { t } = useI18n();
  const create = useCreateSale(subject.itemId);
  const edit = useEditSale(sale?.id ?? 0);
  const keyFor = useAttempt();
  const [blocked, setBlocked] = useState<Hit[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  const onSuccess = ({ sale: saved, proposal, hits }: SaleResult) => {
    if (proposal) toastWaiting(t.prices.waits(subject.sku));
    else if (saved)
      toast.success(hits.length ? t.sales.savedWarned(saved.name) : t.sales.saved(saved.name));
    onDone();
  };
  const onError = (error: unknown) => {
    setBlocked(hitsOf(error));
    const { code, fields } = toProblem(error);
    const known = fields.flatMap(({ field, message }) => {
      const name = fieldOf(field);
      return name ? [{ name, message }] : [];
    });
    for (const { name, message } of known) form.setError(name, { message });
    if (code === "price_blocked" || known.length > 0) setTrouble(null);
    else setTrouble(MOVED.has(code) ? t.sales.moved : wordsForWrite(error, t));
  };
  const send: Saving["send"] = (values, overrideReason) => {
    setTrouble(null);
    const override = overrideReason ? { override_reason: overrideReason } : {};
    const then = { onSuccess, onError };
    if (!sale) {
      const place = { list: subject.list, currency: subject.currency };
      const body = { ...toSale(values, place), ...override };
      create.mutate({ body, idempotencyKey: keyFor(body, create.error) }, then);
      return;
    }
    const patch = toPatch(values, initial, sale);
    if (!patch) {
      onDone();
      return;
    }
    const body = { ...patch, ...override };
    edit.mutate({ body, idempotencyKey: keyFor(body, edit.error) }, then);
  };
  return {
    send,
    blocked,
    forget: () => setBlocked(null),
    trouble,
    isPending: create.isPending || edit.isPending,
  };
}

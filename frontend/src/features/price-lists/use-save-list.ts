// What becomes of a list that somebody sends: it stands, its prices wait, or it is refused.
import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import toast from "react-hot-toast";
import { hitsOf, type Hit } from "@/components/price/guard-hits";
import { toastWaiting } from "@/components/price/waiting-toast";
import { useAttempt, wordsForWrite } from "@/lib/api/attempt";
import { toProblem } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { useCreateList, useEditList } from "./api";
import { fieldOf, toList, toPatch } from "./list-body";
import type { ListValues } from "./list-schema";
import type { ListResult, PriceList } from "./types";

interface Saving {
  send: (values: ListValues, overrideReason: string | null, currency: string) => void;
  /** What the guard found, when it refused. */
  blocked: Hit[] | null;
  forget: () => void;
  /** What went wrong and belongs to no field. */
  trouble: string | null;
  isPending: boolean;
}

export function useSaveList(
  list: PriceList | null,
  initial: ListValues,
  form: UseFormReturn<ListValues>,
  onDone: () => void,
): Saving {
  const { t, format } = useI18n();
  const create = useCreateList();
  const edit = useEditList(list?.code ?? "");
  const keyFor = useAttempt();
  const [blocked, setBlocked] = useState<Hit[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  const onSuccess = ({ price_list: { name }, proposal, changed }: ListResult) => {
    const words = t.priceLists;
    if (proposal) {
      toastWaiting(words.waits(name, format.number(proposal.lines_total)));
    } else if (!list) toast.success(words.created(name));
    else toast.success(changed ? words.savedWith(name, format.number(changed)) : words.saved(name));
    onDone();
  };
  const onError = (error: unknown) => {
    setBlocked(hitsOf(error));
    const { code, fields } = toProblem(error);
    const known = fields.flatMap(({ field, message }) => {
      const name = fieldOf(field);
      return name ? [{ name, message }] : [];
    });
    if (code === "price_list_code_taken") {
      known.push({ name: "code", message: t.priceLists.codeTaken });
    }
    for (const { name, message } of known) form.setError(name, { message });
    if (code === "price_blocked" || known.length > 0) setTrouble(null);
    else setTrouble(code === "stale_version" ? t.priceLists.stale : wordsForWrite(error, t));
  };
  const send: Saving["send"] = (values, overrideReason, currency) => {
    setTrouble(null);
    const then = { onSuccess, onError };
    if (!list) {
      const body = toList(values, currency);
      create.mutate({ body, idempotencyKey: keyFor(body, create.error) }, then);
      return;
    }
    const patch = toPatch(values, initial, list.version, currency);
    if (!patch) {
      onDone();
      return;
    }
    const body = { ...patch, ...(overrideReason ? { override_reason: overrideReason } : {}) };
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

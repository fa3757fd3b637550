"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useForm, useWatch, type Control, type UseFormReturn } from "react-hook-form";
import toast from "react-hot-toast";
import { hitsOf, type Hit } from "@/components/price/guard-hits";
import { OverrideField } from "@/components/price/override-field";
import { toastWaiting } from "@/components/price/waiting-toast";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { useAttempt, wordsForWrite } from "@/lib/api/attempt";
import { toProblem } from "@/lib/api/problem";
import { useDebounced } from "@/lib/dom/debounced";
import { useI18n } from "@/lib/i18n/provider";
import { previewQuery, useSetBasePrice } from "./api";
import { ownBase, priceIn } from "./current";
import { PreviewNote } from "./preview-note";
import { CURRENCIES, previewOf, priceSchema, type Before, type PriceValues } from "./price-schema";
import type { ItemPrice, PriceResult } from "./types";

const MOVED = new Set(["stale_version", "precondition_failed"]);
const TYPING_MS = 250;

interface FormProps {
  price: ItemPrice;
  /** Of the list, where it has one. */
  currency?: string | null;
}

/** What the guard says of the present input; null while there is nothing to say. */
function usePreview(price: ItemPrice, before: Before, control: Control<PriceValues>) {
  const { t } = useI18n();
  const [amount, currency] = useWatch({ control, name: ["amount", "currency"] });
  const settled = useDebounced(`${currency} ${amount}`, TYPING_MS);
  const typed = { currency: settled.slice(0, 3), amount: settled.slice(4) };
  const body = previewOf(t, before, typed, { itemId: price.item_id, list: price.price_list });
  const { data, isPlaceholderData } = useQuery(previewQuery(body, price.version));
  const isAsked = previewOf(t, before, { amount, currency }, { itemId: 0, list: "" }) !== null;
  if (!isAsked || !body || !data) return null;
  return { preview: data, old: isPlaceholderData || settled !== `${currency} ${amount}` };
}

function useSubmit(price: ItemPrice, form: UseFormReturn<PriceValues>) {
  const { t, format } = useI18n();
  const save = useSetBasePrice(price.item_id);
  const keyFor = useAttempt();
  const [blocked, setBlocked] = useState<Hit[] | null>(null);

  const tell = ({ price: now, proposal }: PriceResult) => {
    if (proposal) toastWaiting(t.prices.waits(price.sku));
    else if (now) toast.success(t.pricing.saved(price.sku, format.money(now.base, now.currency)));
  };
  const send = (values: PriceValues, overrideReason: string | null) => {
    const known = priceIn(price);
    const sameMoney = !known || values.currency === known.currency;
    const body = {
      amount: values.amount,
      currency: values.currency,
      price_list: price.price_list,
      reason: values.reason || null,
      ...(overrideReason ? { override_reason: overrideReason } : {}),
      ...(sameMoney ? { expected_version: price.version } : {}),
    };
    save.mutate(
      { body, idempotencyKey: keyFor(body, save.error) },
      {
        onSuccess: (result) => {
          setBlocked(null);
          form.reset({ amount: "", currency: values.currency, reason: "" });
          tell(result);
        },
        onError: (error) => {
          setBlocked(hitsOf(error));
          const { code } = toProblem(error);
          const message = MOVED.has(code) ? t.pricing.moved : wordsForWrite(error, t);
          form.setError("amount", { message });
        },
      },
    );
  };
  return { send, blocked, forget: () => setBlocked(null), isPending: save.isPending };
}

/** Sets the base price, but only over the price that this person has seen. */
export function PriceForm({ price, currency: listCurrency = null }: FormProps) {
  const { t } = useI18n();
  const before = ownBase(price);
  const currency = priceIn(price)?.currency ?? listCurrency ?? CURRENCIES[0] ?? "JPY";
  const form = useForm<PriceValues, unknown, PriceValues>({
    resolver: zodResolver(priceSchema(t, before)),
    defaultValues: { amount: "", currency, reason: "" },
  });
  const { errors } = form.formState;
  const shown = usePreview(price, before, form.control);
  const { send, blocked, forget, isPending } = useSubmit(price, form);
  const [override, setOverride] = useState("");
  const [typed, typedCurrency] = form.watch(["amount", "currency"]);
  const [overrideMissing, setOverrideMissing] = useState(false);

  const outcome = shown?.preview.outcome;
  const hits = blocked ?? (outcome === "block" ? (shown?.preview.hits ?? []) : null);
  const submit = form.handleSubmit((values) => {
    const reason = override.trim();
    setOverrideMissing(hits !== null && reason === "");
    if (hits === null) send(values, null);
    else if (reason !== "") send(values, reason);
  });
  const label = hits
    ? t.prices.askApproval
    : outcome === "approve"
      ? t.prices.sendToApproval
      : t.pricing.submit;
  const currencies = listCurrency ? [listCurrency] : [...new Set([currency, ...CURRENCIES])];
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-3">
      <div className="grid grid-cols-[1fr_6rem] gap-3 sm:grid-cols-[9rem_6rem_1fr]">
        <Field
          label={t.pricing.amount}
          error={errors.amount?.message}
          reads={{ text: typed, as: { currency: typedCurrency } }}
        >
          {(ids) => (
            <Input
              {...ids}
              inputMode="decimal"
              autoComplete="off"
              className="nums text-right"
              {...form.register("amount", { onChange: forget })}
            />
          )}
        </Field>
        <Field label={t.pricing.currency}>
          {(ids) => (
            <Select {...ids} className="w-full" {...form.register("currency")}>
              {currencies.map((code) => (
                <option key={code} value={code}>
                  {code}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t.pricing.reason} optional={t.common.optional} className="max-sm:col-span-2">
          {(ids) => (
            <Input {...ids} placeholder={t.pricing.reasonHint} {...form.register("reason")} />
          )}
        </Field>
      </div>
      {hits && (
        <OverrideField
          hits={hits}
          currency={form.getValues("currency")}
          priceList={price.price_list}
          reason={override}
          onReason={setOverride}
          error={overrideMissing ? t.prices.reasonRequired : undefined}
        />
      )}
      {shown && (
        <PreviewNote
          {...shown}
          currency={form.getValues("currency")}
          priceList={price.price_list}
        />
      )}
      <Button type="submit" variant="primary" busy={isPending} className="justify-self-end">
        {label}
      </Button>
    </form>
  );
}

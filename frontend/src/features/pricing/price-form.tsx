"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import toast from "react-hot-toast";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { newIdempotencyKey } from "@/lib/api/idempotency";
import { toProblem, wordsFor } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { useSetBasePrice } from "./api";
import { CURRENCIES, priceSchema, type PriceValues } from "./price-schema";
import type { ItemPrice } from "./types";

const MOVED = new Set(["stale_version", "precondition_failed"]);

/** Sets the base price, but only over the price that this person has seen. */
export function PriceForm({ price }: { price: ItemPrice }) {
  const { t, format } = useI18n();
  const save = useSetBasePrice(price.item_id);
  const currency = price.effective?.currency ?? "JPY";
  const form = useForm<PriceValues, unknown, PriceValues>({
    resolver: zodResolver(priceSchema(t, price.effective)),
    defaultValues: { amount: "", currency, reason: "" },
  });
  const { errors } = form.formState;

  const submit = form.handleSubmit((values) => {
    const sameMoney = !price.effective || values.currency === currency;
    const body = {
      amount: values.amount,
      currency: values.currency,
      price_list: "default" as const,
      reason: values.reason || null,
      ...(sameMoney ? { expected_version: price.version } : {}),
    };
    save.mutate(
      { body, idempotencyKey: newIdempotencyKey() },
      {
        onSuccess: (result) => {
          form.reset({ amount: "", currency: values.currency, reason: "" });
          const text = format.money(result.price.amount, result.price.currency);
          toast.success(t.pricing.saved(price.sku, text));
        },
        onError: (error) => {
          const { code } = toProblem(error);
          const message = MOVED.has(code) ? t.pricing.moved : wordsFor(error, t);
          form.setError("amount", { message });
        },
      },
    );
  });
  const currencies = [...new Set([currency, ...CURRENCIES])];
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-3">
      <div className="grid grid-cols-[1fr_6rem] gap-3 sm:grid-cols-[9rem_6rem_1fr]">
        <Field label={t.pricing.amount} error={errors.amount?.message}>
          {(ids) => (
            <Input
              {...ids}
              inputMode="decimal"
              autoComplete="off"
              className="nums text-right"
              {...form.register("amount")}
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
      <Button type="submit" variant="primary" busy={save.isPending} className="justify-self-end">
        {t.pricing.submit}
      </Button>
    </form>
  );
}

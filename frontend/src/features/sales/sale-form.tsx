"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useWatch, type UseFormReturn } from "react-hook-form";
import { OverrideField } from "@/components/price/override-field";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { browserZone, zonesFrom } from "@/lib/format/zoned";
import { useI18n } from "@/lib/i18n/provider";
import type { SaleSubject } from "./sale-dialog";
import { worthNow } from "./sale-body";
import { kindOf, saleSchema, type SaleValues } from "./sale-schema";
import { TierFields } from "./tier-fields";
import { TimeField } from "./time-field";
import type { Sale } from "./types";
import { useSaveSale } from "./use-save-sale";

interface Props {
  subject: SaleSubject;
  sale: Sale | null;
  initial: SaleValues;
  listZone: string;
  onClose: () => void;
}

type Form = UseFormReturn<SaleValues>;

/** What it makes of today's base price; the guard has the last word when it is sent. */
function Effect({ form, subject }: { form: Form; subject: SaleSubject }) {
  const { t, format } = useI18n();
  const [worth, value, roundTo] = useWatch({
    control: form.control,
    name: ["worth", "value", "roundTo"],
  });
  const { base, currency } = subject;
  const price = base === null ? null : worthNow(t, { worth, value }, base, currency);
  if (base === null || price === null) return null;
  const text = `${format.money(base, currency)} → ${format.money(price, currency)}`;
  const isRounded = worth === "percent" && roundTo.trim() !== "";
  return (
    <p role="status" className="nums -mt-1.5 text-right text-xs text-ink-3">
      {text} {format.percentChange(base, price)}
      {isRounded && ` · ${t.sales.beforeRounding}`}
    </p>
  );
}

function Worth({ form, subject }: { form: Form; subject: SaleSubject }) {
  const { t } = useI18n();
  const { errors } = form.formState;
  const [worth, text] = useWatch({ control: form.control, name: ["worth", "value"] });
  const isPercent = worth === "percent";
  return (
    <>
      <div className="grid grid-cols-[8rem_1fr] gap-3">
        <Field label={t.sales.worth}>
          {(ids) => (
            <Select {...ids} className="w-full" {...form.register("worth")}>
              <option value="percent">{t.sales.worths.percent}</option>
              <option value="amount">{t.sales.worths.amount}</option>
            </Select>
          )}
        </Field>
        <Field
          label={isPercent ? t.sales.percent : t.sales.amount(subject.currency)}
          error={errors.value?.message}
          reads={{ text, as: kindOf(worth, subject.currency) }}
        >
          {(ids) => (
            <Input
              {...ids}
              inputMode="decimal"
              autoComplete="off"
              className="nums text-right"
              {...form.register("value")}
            />
          )}
        </Field>
      </div>
      <Effect form={form} subject={subject} />
      {isPercent && <RoundingFields form={form} currency={subject.currency} />}
    </>
  );
}

function RoundingFields({ form, currency }: { form: Form; currency: string }) {
  const { t } = useI18n();
  const { errors } = form.formState;
  const [to, ending] = useWatch({ control: form.control, name: ["roundTo", "ending"] });
  const as = { currency };
  return (
    <div className="grid grid-cols-3 gap-3">
      <Field
        label={t.sales.roundTo}
        optional={t.common.optional}
        error={errors.roundTo?.message}
        reads={{ text: to, as }}
      >
        {(ids) => (
          <Input
            {...ids}
            inputMode="decimal"
            autoComplete="off"
            className="nums text-right"
            {...form.register("roundTo")}
          />
        )}
      </Field>
      <Field
        label={t.sales.ending}
        optional={t.common.optional}
        error={errors.ending?.message}
        reads={{ text: ending, as }}
      >
        {(ids) => (
          <Input
            {...ids}
            inputMode="decimal"
            autoComplete="off"
            className="nums text-right"
            {...form.register("ending")}
          />
        )}
      </Field>
      <Field label={t.sales.direction}>
        {(ids) => (
          <Select {...ids} className="w-full" {...form.register("direction")}>
            {(["nearest", "up", "down"] as const).map((value) => (
              <option key={value} value={value}>
                {t.sales.directions[value]}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

function Times({ form, listZone }: { form: Form; listZone: string }) {
  const { t } = useI18n();
  const { errors } = form.formState;
  const [zone, starts, ends, startsOffset, endsOffset] = useWatch({
    control: form.control,
    name: ["zone", "starts", "ends", "startsOffset", "endsOffset"],
  });
  const set = (name: "starts" | "ends" | "startsOffset" | "endsOffset") => (value: string) =>
    form.setValue(name, value, { shouldValidate: form.formState.isSubmitted });
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <TimeField
          label={t.sales.starts}
          optional={t.sales.startsEmpty}
          zone={zone}
          value={starts}
          onChange={set("starts")}
          offset={startsOffset}
          onOffset={set("startsOffset")}
          error={errors.starts?.message}
        />
        <TimeField
          label={t.sales.ends}
          optional={t.sales.endsEmpty}
          zone={zone}
          value={ends}
          onChange={set("ends")}
          offset={endsOffset}
          onOffset={set("endsOffset")}
          error={errors.ends?.message}
        />
      </div>
      <Field label={t.sales.zone} hint={t.sales.zoneHint} error={errors.zone?.message}>
        {(ids) => (
          <Select {...ids} className="w-full" {...form.register("zone")}>
            {zonesFrom([zone, listZone, browserZone()]).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}

/** A sale as a form: what it is worth, from when until when, and what more units cost. */
export function SaleForm({ subject, sale, initial, listZone, onClose }: Props) {
  const { t } = useI18n();
  const form = useForm<SaleValues, unknown, SaleValues>({
    resolver: zodResolver(saleSchema(t, subject.currency)),
    defaultValues: initial,
  });
  const { errors } = form.formState;
  const saving = useSaveSale(subject, sale, initial, form, onClose);
  const [override, setOverride] = useState("");
  const [missing, setMissing] = useState(false);
  const submit = form.handleSubmit((values) => {
    const reason = override.trim();
    setMissing(saving.blocked !== null && reason === "");
    if (saving.blocked === null) saving.send(values, null);
    else if (reason !== "") saving.send(values, reason);
  });
  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      onChange={(event) => {
        // What was refused was something else; only the reason for it may change without that.
        if ((event.target as EventTarget as HTMLInputElement).name) saving.forget();
      }}
      className="flex min-h-0 flex-col"
    >
      <div className="grid gap-3 overflow-y-auto px-5 py-4">
        <Field label={t.sales.name} error={errors.name?.message}>
          {(ids) => (
            <Input
              {...ids}
              autoFocus={!sale}
              autoComplete="off"
              placeholder={t.sales.namePlaceholder}
              {...form.register("name")}
            />
          )}
        </Field>
        <Worth form={form} subject={subject} />
        <Times form={form} listZone={listZone} />
        <TierFields form={form} currency={subject.currency} />
        <div className="grid grid-cols-[8rem_1fr] items-start gap-3">
          <Field
            label={t.sales.priority}
            hint={t.sales.priorityHint}
            error={errors.priority?.message}
            reads={{ text: form.watch("priority"), as: "whole" }}
          >
            {(ids) => (
              <Input
                {...ids}
                inputMode="numeric"
                autoComplete="off"
                className="nums text-right"
                {...form.register("priority")}
              />
            )}
          </Field>
          <Field label={t.pricing.reason} optional={t.common.optional}>
            {(ids) => <Input {...ids} autoComplete="off" {...form.register("reason")} />}
          </Field>
        </div>
        {saving.blocked && (
          <OverrideField
            reveal
            hits={saving.blocked}
            currency={subject.currency}
            priceList={subject.list}
            reason={override}
            onReason={setOverride}
            error={missing ? t.prices.reasonRequired : undefined}
          />
        )}
        {saving.trouble && (
          <p role="alert" className="rounded-md bg-out-soft px-3 py-2 text-sm text-out">
            {saving.trouble}
          </p>
        )}
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onClose}>{t.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={saving.isPending}>
          {saving.blocked ? t.prices.askApproval : t.sales.submit}
        </Button>
      </footer>
    </form>
  );
}

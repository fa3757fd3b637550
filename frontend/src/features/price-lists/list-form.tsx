"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState, type ReactNode } from "react";
import { useForm, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useI18n } from "@/lib/i18n/provider";
import { BlockedPrices } from "./blocked-prices";
import { listSchema, type ListValues, type Parent } from "./list-schema";
import { NameFields } from "./name-fields";
import { RuleFields } from "./rule-fields";
import { currencyOf } from "./tree";
import { DEFAULT_LIST, type PriceList } from "./types";
import { useSaveList } from "./use-save-list";
import { WhomFields } from "./whom-fields";

interface Props {
  /** Null for a new one. */
  list: PriceList | null;
  lists: readonly PriceList[];
  initial: ListValues;
  onClose: () => void;
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-t border-line pt-3">
      <h3 className="text-sm font-semibold">{title}</h3>
      {hint && <p className="mt-0.5 text-xs text-ink-3">{hint}</p>}
      <div className="mt-2.5">{children}</div>
    </section>
  );
}

/** A list as a form: what it is called, how it follows another one, and whom it is for. */
export function ListForm({ list, lists, initial, onClose }: Props) {
  const { t } = useI18n();
  const parentOf = (code: string): Parent | null => {
    const found = lists.find((each) => each.code === code);
    return found ? { name: found.name, currency: currencyOf(found, lists) } : null;
  };
  const form = useForm<ListValues, unknown, ListValues>({
    resolver: zodResolver(listSchema(t, parentOf)),
    defaultValues: initial,
  });
  const { errors } = form.formState;
  const saving = useSaveList(list, initial, form, onClose);
  const [override, setOverride] = useState("");
  const [missing, setMissing] = useState(false);
  const [code, own] = useWatch({ control: form.control, name: ["parent", "currency"] });
  const parent = parentOf(code);
  const currency = own || (parent?.currency ?? "");
  const mayOverride = saving.blocked !== null && list !== null;
  const submit = form.handleSubmit((values) => {
    const reason = override.trim();
    setMissing(mayOverride && reason === "");
    if (!mayOverride) saving.send(values, null, currency);
    else if (reason !== "") saving.send(values, reason, currency);
  });
  const words = t.priceLists;
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
      <div className="grid gap-3.5 overflow-y-auto px-5 py-4">
        <NameFields form={form} lists={lists} isNew={!list} />
        {parent && (
          <Part title={words.ruleTitle}>
            <RuleFields form={form} parent={parent} />
          </Part>
        )}
        <Part title={words.whomTitle} hint={words.whomHint}>
          <WhomFields form={form} isNew={!list} zone={initial.zone} />
        </Part>
        {list && list.code !== DEFAULT_LIST && (
          <label className="flex items-start gap-2.5 text-sm">
            <input
              type="checkbox"
              className="mt-0.5 size-4 accent-accent"
              {...form.register("active")}
            />
            <span>
              <span className="font-medium">{words.active}</span>
              <span className="block text-xs text-ink-3">{words.activeHint}</span>
            </span>
          </label>
        )}
        <Field label={words.reason} optional={t.common.optional} error={errors.reason?.message}>
          {(ids) => <Input {...ids} autoComplete="off" {...form.register("reason")} />}
        </Field>
        {saving.blocked && (
          <BlockedPrices
            hits={saving.blocked}
            currency={own || (parent?.currency ?? null)}
            override={
              mayOverride
                ? {
                    reason: override,
                    onReason: setOverride,
                    error: missing ? t.prices.reasonRequired : undefined,
                  }
                : null
            }
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
          {mayOverride ? t.prices.askApproval : words.save}
        </Button>
      </footer>
    </form>
  );
}

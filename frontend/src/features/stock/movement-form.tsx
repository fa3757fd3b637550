import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Controller, useForm, type UseFormReturn } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { ItemPicker } from "@/components/ui/item-picker";
import { wordsFor, type ApiProblem } from "@/lib/api/problem";
import { useItemCheck } from "@/lib/choices/use-item-check";
import { useI18n } from "@/lib/i18n/provider";
import { locationsQuery } from "./api";
import { MovementPreview } from "./movement-preview";
import { movementSchema, type MovementValues } from "./movement-schema";
import { DIRECT_KINDS } from "./types";

interface Props {
  initial: MovementValues;
  problem: ApiProblem | undefined;
  onSubmit: (values: MovementValues) => void;
  onCancel: () => void;
}

type Form = UseFormReturn<MovementValues>;

function SkuField({ form }: { form: Form }) {
  const { t } = useI18n();
  return (
    <Field label={t.stock.movement.sku} error={form.formState.errors.sku?.message}>
      {(ids) => (
        <Controller
          control={form.control}
          name="sku"
          render={({ field: { ref, ...field } }) => (
            <ItemPicker ids={ids} inputRef={ref} {...field} />
          )}
        />
      )}
    </Field>
  );
}

function LocationField({ form }: { form: Form }) {
  const { t } = useI18n();
  const { data: locations = [] } = useQuery(locationsQuery());
  const { getValues, setValue } = form;
  const only = locations.length === 1 ? locations[0]?.code : undefined;
  useEffect(() => {
    if (only && !getValues("location")) setValue("location", only);
  }, [only, getValues, setValue]);
  return (
    <Field label={t.stock.movement.location} error={form.formState.errors.location?.message}>
      {(ids) => (
        <Select {...ids} className="w-full" {...form.register("location")}>
          <option value="" />
          {locations.map(({ code, name, active }) => (
            <option key={code} value={code} disabled={!active}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function KindAndQuantity({ form }: { form: Form }) {
  const { t } = useI18n();
  const words = t.stock.movement;
  const hint = form.watch("kind") === "adjust" ? words.quantityAdjustHint : null;
  return (
    <div className="grid grid-cols-[1fr_9rem] gap-3">
      <Field label={words.kind}>
        {(ids) => (
          <Select {...ids} className="w-full" {...form.register("kind")}>
            {DIRECT_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t.stock.kinds[kind]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={words.quantity}
        hint={hint}
        error={form.formState.errors.quantity?.message}
        reads={{ text: form.watch("quantity"), as: "whole" }}
      >
        {(ids) => (
          <Input
            {...ids}
            inputMode="numeric"
            autoComplete="off"
            className="nums text-right"
            {...form.register("quantity")}
          />
        )}
      </Field>
    </div>
  );
}

function WhyFields({ form }: { form: Form }) {
  const { t } = useI18n();
  const words = t.stock.movement;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field
        label={words.reason}
        optional={t.common.optional}
        error={form.formState.errors.reason?.message}
      >
        {(ids) => <Input {...ids} placeholder={words.reasonHint} {...form.register("reason")} />}
      </Field>
      <Field
        label={words.reference}
        optional={t.common.optional}
        error={form.formState.errors.reference?.message}
      >
        {(ids) => (
          <Input {...ids} placeholder={words.referenceHint} {...form.register("reference")} />
        )}
      </Field>
    </div>
  );
}

function isField(name: string): name is keyof MovementValues {
  return ["sku", "location", "kind", "quantity", "reason", "reference"].includes(name);
}

export function MovementForm({ initial, problem, onSubmit, onCancel }: Props) {
  const { t } = useI18n();
  const form = useForm<MovementValues>({
    resolver: zodResolver(movementSchema(t)),
    defaultValues: initial,
  });
  const { setError, setFocus } = form;
  const check = useItemCheck();
  // Only what names an item leaves the form; where nobody can say, the server decides.
  const submit = async (values: MovementValues) => {
    const found = await check(values.sku);
    if (found.kind === "none") {
      setError("sku", { message: t.common.itemUnknown }, { shouldFocus: true });
    } else onSubmit(found.kind === "one" ? { ...values, sku: found.sku } : values);
  };
  useEffect(() => {
    for (const { field, message } of problem?.fields ?? []) {
      if (isField(field)) setError(field, { message });
    }
  }, [problem, setError]);
  useEffect(() => {
    // Radix moves the focus into the dialog first; the first empty field is where work begins.
    const timer = setTimeout(() => setFocus(initial.sku ? "quantity" : "sku"));
    return () => clearTimeout(timer);
  }, [initial.sku, setFocus]);

  return (
    <form
      noValidate
      onSubmit={(event) => void form.handleSubmit(submit)(event)}
      className="flex min-h-0 flex-col"
    >
      <div className="grid gap-3.5 overflow-y-auto px-5 py-4">
        {problem && (
          <p role="alert" className="rounded-md bg-out-soft px-3 py-2 text-sm text-out">
            {wordsFor(problem, t)}
          </p>
        )}
        <div className="grid grid-cols-2 gap-3">
          <SkuField form={form} />
          <LocationField form={form} />
        </div>
        <KindAndQuantity form={form} />
        <WhyFields form={form} />
        <MovementPreview values={form.watch()} />
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onCancel}>{t.common.cancel}</Button>
        <Button type="submit" variant="primary">
          {t.stock.movement.submit}
        </Button>
      </footer>
    </form>
  );
}

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect } from "react";
import { Controller, type UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input, Select } from "@/components/ui/input";
import { ItemPicker } from "@/components/ui/item-picker";
import { cx } from "@/lib/dom/cx";
import { useDebounced } from "@/lib/dom/debounced";
import { useI18n } from "@/lib/i18n/provider";
import { placesQuery, stockOfQuery } from "./api";
import type { HoldValues } from "./hold-schema";

const SETTLE_MS = 150;

interface Props {
  form: UseFormReturn<HoldValues>;
  place: number;
  /** Undefined for the only line. */
  onRemove: (() => void) | undefined;
}

/** "7 available", once item and place are known. */
function useFree(sku: string, location: string): string | null {
  const { t, format } = useI18n();
  const { data } = useQuery(stockOfQuery(useDebounced(sku.trim(), SETTLE_MS)));
  const level = data?.find((each) => each.location === location);
  if (!location || !data || data.length === 0) return null;
  return t.holds.freeHere(format.number(level?.available ?? 0));
}

export function HoldLineFields({ form, place, onRemove }: Props) {
  const { t } = useI18n();
  const { register, watch, setValue, getValues, formState } = form;
  const sku = watch(`lines.${place}.sku`);
  const { data: places = [] } = useQuery(placesQuery());
  const free = useFree(sku, watch(`lines.${place}.location`));
  const errors = formState.errors.lines?.[place];
  const only = places.length === 1 ? places[0]?.code : undefined;
  useEffect(() => {
    const name = `lines.${place}.location` as const;
    if (only && !getValues(name)) setValue(name, only);
  }, [only, place, getValues, setValue]);
  return (
    <fieldset
      className={cx(
        "grid gap-2",
        onRemove
          ? "grid-cols-[minmax(0,1fr)_minmax(0,1fr)_5.5rem_auto]"
          : "grid-cols-[minmax(0,1fr)_minmax(0,1fr)_6.5rem]",
      )}
    >
      <legend className="sr-only">{t.holds.line(place + 1)}</legend>
      <Field label={t.holds.sku} error={errors?.sku?.message}>
        {(ids) => (
          <Controller
            control={form.control}
            name={`lines.${place}.sku`}
            render={({ field: { ref, ...field } }) => (
              <ItemPicker ids={ids} inputRef={ref} {...field} />
            )}
          />
        )}
      </Field>
      <Field label={t.holds.location} error={errors?.location?.message}>
        {(ids) => (
          <Select {...ids} className="w-full" {...register(`lines.${place}.location`)}>
            <option value="" />
            {places.map(({ code, name, active }) => (
              <option key={code} value={code} disabled={!active}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={t.holds.count}
        hint={free}
        error={errors?.quantity?.message}
        reads={{ text: watch(`lines.${place}.quantity`), as: "whole" }}
      >
        {(ids) => (
          <Input
            {...ids}
            inputMode="numeric"
            autoComplete="off"
            className="nums text-right"
            {...register(`lines.${place}.quantity`)}
          />
        )}
      </Field>
      {onRemove && (
        <IconButton
          label={t.holds.removeLine(place + 1)}
          onClick={onRemove}
          className="mt-5.5 -mr-2 -ml-1"
        >
          <X className="size-4" aria-hidden="true" />
        </IconButton>
      )}
    </fieldset>
  );
}

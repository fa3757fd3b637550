import { Plus, X } from "lucide-react";
import { useFieldArray, useWatch, type UseFormReturn } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Understood } from "@/components/ui/understood";
import { Input, Select } from "@/components/ui/input";
import { useI18n } from "@/lib/i18n/provider";
import { kindOf, NO_TIER, TIERS_MAX, type SaleValues } from "./sale-schema";

/** From so many units on, each costs less: one line for each step. */
export function TierFields({
  form,
  currency,
}: {
  form: UseFormReturn<SaleValues>;
  currency: string;
}) {
  const { t } = useI18n();
  const { control, register, formState } = form;
  const { fields, append, remove } = useFieldArray({ control, name: "tiers" });
  const errors = formState.errors.tiers;
  const tiers = useWatch({ control, name: "tiers" });
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-xs font-medium text-ink-2">{t.sales.tiers}</legend>
      {fields.map((field, place) => {
        const wrong = errors?.[place];
        const message = wrong?.units?.message ?? wrong?.value?.message;
        return (
          <div key={field.id} className="grid gap-1">
            <div className="grid grid-cols-[1fr_1fr_6.5rem_auto] gap-2">
              <Input
                inputMode="numeric"
                autoComplete="off"
                aria-label={t.sales.units}
                placeholder={t.sales.units}
                aria-invalid={Boolean(wrong?.units)}
                className="nums text-right"
                {...register(`tiers.${place}.units`)}
              />
              <Input
                inputMode="decimal"
                autoComplete="off"
                aria-label={t.sales.value}
                placeholder={t.sales.value}
                aria-invalid={Boolean(wrong?.value)}
                className="nums text-right"
                {...register(`tiers.${place}.value`)}
              />
              <Select
                aria-label={t.sales.worth}
                className="w-full"
                {...register(`tiers.${place}.worth`)}
              >
                <option value="percent">{t.sales.worths.percent}</option>
                <option value="amount">{t.sales.worths.amount}</option>
              </Select>
              <IconButton label={t.sales.removeTier} onClick={() => remove(place)}>
                <X className="size-4" aria-hidden="true" />
              </IconButton>
            </div>
            <Understood text={tiers[place]?.units ?? ""} as="whole" />
            <Understood
              text={tiers[place]?.value ?? ""}
              as={kindOf(tiers[place]?.worth ?? "percent", currency)}
            />
            {message && (
              <p role="alert" className="text-xs text-out">
                {message}
              </p>
            )}
          </div>
        );
      })}
      {fields.length < TIERS_MAX && (
        <Button
          size="sm"
          variant="quiet"
          className="justify-self-start"
          onClick={() => append(NO_TIER)}
        >
          <Plus className="size-3.5" aria-hidden="true" />
          {t.sales.addTier}
        </Button>
      )}
    </fieldset>
  );
}

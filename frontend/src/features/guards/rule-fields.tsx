import type { ReactNode } from "react";
import { Controller, useWatch, type UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { currencyChoices } from "@/lib/choices/choices";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { PERCENT as PERCENT_KIND, type GuardValues } from "./guard-schema";
import { BANS } from "./types";

interface Props {
  form: UseFormReturn<GuardValues>;
  disabled: boolean;
}

type TextField = "maxIncrease" | "maxDecrease" | "floor" | "ceiling" | "minMargin" | "windowHours";

/** A figure with its unit behind it. */
function Figure({
  form,
  name,
  label,
  unit,
  placeholder,
}: {
  form: Props["form"];
  name: TextField;
  label: string;
  unit: string;
  placeholder?: string;
}) {
  const [text, currency] = useWatch({ control: form.control, name: [name, "currency"] });
  const as = name === "floor" || name === "ceiling" ? { currency } : PERCENT_KIND;
  return (
    <Field label={label} error={form.formState.errors[name]?.message} reads={{ text, as }}>
      {(ids) => (
        <span className="relative block">
          <Input
            {...ids}
            inputMode="decimal"
            autoComplete="off"
            placeholder={placeholder}
            className={cx("nums text-right", unit.length > 1 ? "pr-11" : "pr-7")}
            {...form.register(name)}
          />
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 right-2.5 grid place-items-center text-xs text-ink-3"
          >
            {unit}
          </span>
        </span>
      )}
    </Field>
  );
}

function BanField({
  form,
  disabled,
  name,
  label,
  hint,
}: Props & { name: "zero" | "scale"; label: string; hint?: ReactNode }) {
  const { t } = useI18n();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
      <span className="min-w-0 flex-1 basis-56">
        <span className="block text-xs font-medium text-ink-2">{label}</span>
        {hint && <span className="block text-xs text-ink-3">{hint}</span>}
      </span>
      <div className="max-w-full overflow-x-auto">
        <Controller
          control={form.control}
          name={name}
          render={({ field }) => (
            <Segmented
              label={label}
              value={field.value}
              disabled={disabled}
              options={BANS.map((value) => ({ value, label: t.guards.tri[value] }))}
              onChange={field.onChange}
            />
          )}
        />
      </div>
    </div>
  );
}

const PERCENT = "%";

/** What a guard asks of a price; a rule that is left empty is another guard's to say. */
export function RuleFields(props: Props) {
  const { t } = useI18n();
  const { form } = props;
  const { fields } = t.guards;
  const seesCost = useCan("cost:read");
  const currency = form.watch("currency");
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Figure form={form} name="maxIncrease" label={fields.max_increase_percent} unit={PERCENT} />
        <Figure form={form} name="maxDecrease" label={fields.max_decrease_percent} unit={PERCENT} />
        {seesCost && (
          <Figure form={form} name="minMargin" label={fields.min_margin_percent} unit={PERCENT} />
        )}
      </div>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Figure form={form} name="floor" label={fields.floor} unit={currency} />
        <Figure form={form} name="ceiling" label={fields.ceiling} unit={currency} />
        <Field label={fields.currency} hint={t.guards.currencyHint}>
          {(ids) => (
            <Select {...ids} className="w-full" {...form.register("currency")}>
              <option value="">{t.guards.anyCurrency}</option>
              {currencyChoices(currency || null).map((code) => (
                <option key={code} value={code}>
                  {code}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <BanField {...props} name="zero" label={fields.refuse_zero} />
      <BanField {...props} name="scale" label={fields.refuse_scale} hint={t.guards.scaleHint} />
      <div className="grid items-end gap-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
        <Figure form={form} name="windowHours" label={t.guards.windowHours} unit={t.guards.hours} />
        <p className="text-xs text-pretty text-ink-3">{t.guards.howWindow}</p>
      </div>
    </div>
  );
}

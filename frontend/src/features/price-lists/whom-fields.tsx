import type { UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { currencyChoices } from "@/lib/choices/choices";
import { browserZone, zonesFrom } from "@/lib/format/zoned";
import { useI18n } from "@/lib/i18n/provider";
import type { ListValues } from "./list-schema";

interface Props {
  form: UseFormReturn<ListValues>;
  /** A list keeps its currency. */
  isNew: boolean;
  zone: string;
}

/** Whom the list is for; what is left empty does not narrow it. */
export function WhomFields({ form, isNew, zone }: Props) {
  const { t } = useI18n();
  const { errors } = form.formState;
  const words = t.priceLists;
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Field label={words.channel} error={errors.channel?.message}>
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              placeholder={words.channelPlaceholder}
              {...form.register("channel")}
            />
          )}
        </Field>
        <Field label={words.group} error={errors.group?.message}>
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              placeholder={words.groupPlaceholder}
              {...form.register("group")}
            />
          )}
        </Field>
        <Field label={words.country} hint={words.countryHint} error={errors.country?.message}>
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              maxLength={2}
              className="uppercase"
              {...form.register("country")}
            />
          )}
        </Field>
        {isNew && (
          <Field label={words.currency} error={errors.currency?.message}>
            {(ids) => (
              <Select {...ids} className="w-full" {...form.register("currency")}>
                <option value="">{words.anyCurrency}</option>
                {currencyChoices().map((code) => (
                  <option key={code} value={code}>
                    {code}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      <Field label={words.zone} hint={words.zoneHint} error={errors.zone?.message}>
        {(ids) => (
          <Select {...ids} className="w-full" {...form.register("zone")}>
            {zonesFrom([zone, browserZone()]).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

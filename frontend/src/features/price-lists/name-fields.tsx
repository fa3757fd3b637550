import type { UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { useI18n } from "@/lib/i18n/provider";
import type { ListValues } from "./list-schema";
import type { PriceList } from "./types";

interface Props {
  form: UseFormReturn<ListValues>;
  lists: readonly PriceList[];
  isNew: boolean;
}

/** What a list is called, and, while it is new, by which code and from which other list. */
export function NameFields({ form, lists, isNew }: Props) {
  const { t } = useI18n();
  const { errors } = form.formState;
  const words = t.priceLists;
  return (
    <>
      <Field label={words.name} error={errors.name?.message}>
        {(ids) => (
          <Input
            {...ids}
            autoFocus={isNew}
            autoComplete="off"
            placeholder={words.namePlaceholder}
            {...form.register("name")}
          />
        )}
      </Field>
      {isNew && (
        <>
          <Field label={words.code} hint={words.codeHint} error={errors.code?.message}>
            {(ids) => (
              <Input
                {...ids}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                {...form.register("code")}
              />
            )}
          </Field>
          <Field label={words.parent} hint={words.parentHint} error={errors.parent?.message}>
            {(ids) => (
              <Select {...ids} className="w-full" {...form.register("parent")}>
                <option value="">{words.parentNone}</option>
                {lists.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </>
      )}
    </>
  );
}

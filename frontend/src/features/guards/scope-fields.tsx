import { useQuery } from "@tanstack/react-query";
import { useEffect, useId } from "react";
import { Controller, type UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { categoriesQuery, itemsLikeQuery } from "@/lib/choices/choices";
import { priceListsQuery } from "@/lib/choices/price-lists";
import { useDebounced } from "@/lib/dom/debounced";
import { isSame } from "@/lib/format/identifiers";
import { useI18n } from "@/lib/i18n/provider";
import type { GuardValues } from "./guard-schema";
import { TARGETS } from "./types";

const SETTLE_MS = 150;

interface Props {
  form: UseFormReturn<GuardValues>;
  disabled: boolean;
}

function CategoryField({ form }: Props) {
  const { t } = useI18n();
  const listId = useId();
  const { data: categories = [] } = useQuery(categoriesQuery());
  return (
    <Field
      label={t.guards.category}
      hint={t.guards.categoryHint}
      error={form.formState.errors.category?.message}
    >
      {(ids) => (
        <>
          <Input {...ids} list={listId} autoComplete="off" {...form.register("category")} />
          <datalist id={listId}>
            {categories.map((category) => (
              <option key={category} value={category} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** An SKU that exists; its name stands below as soon as it does. */
function ItemField({ form }: Props) {
  const { t } = useI18n();
  const listId = useId();
  const { setValue, register, watch, formState } = form;
  const typed = useDebounced(watch("sku").trim(), SETTLE_MS);
  const { data: items } = useQuery(itemsLikeQuery(typed));
  const found = items?.find(({ sku }) => isSame(sku, typed));
  useEffect(() => {
    if (items) setValue("itemId", found?.id ?? null, { shouldValidate: found !== undefined });
  }, [items, found?.id, found, setValue]);
  return (
    <Field
      label={t.guards.item}
      hint={found?.name ?? t.guards.itemHint}
      error={formState.errors.sku?.message}
    >
      {(ids) => (
        <>
          <Input
            {...ids}
            list={listId}
            autoComplete="off"
            spellCheck={false}
            {...register("sku")}
          />
          <datalist id={listId}>
            {items?.map((item) => (
              <option key={item.sku} value={item.sku}>
                {item.name}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** Where a guard holds: for everything, a category or an item, in all price lists or in one. */
export function ScopeFields(props: Props) {
  const { t } = useI18n();
  const { form, disabled } = props;
  const { data: lists = [] } = useQuery(priceListsQuery());
  const [target, chosen] = [form.watch("target"), form.watch("priceList")];
  const codes = lists.map(({ code, name }) => ({ code, name }));
  if (chosen && !codes.some(({ code }) => code === chosen)) {
    codes.push({ code: chosen, name: chosen });
  }
  return (
    <div className="grid gap-3">
      <div>
        <Controller
          control={form.control}
          name="target"
          render={({ field }) => (
            <Segmented
              label={t.guards.scope}
              value={field.value}
              disabled={disabled}
              options={TARGETS.map((value) => ({ value, label: t.guards.scopes[value] }))}
              onChange={field.onChange}
            />
          )}
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        {target === "category" && <CategoryField {...props} />}
        {target === "item" && <ItemField {...props} />}
        <Field label={t.guards.priceList}>
          {(ids) => (
            <Select {...ids} className="w-full" {...form.register("priceList")}>
              <option value="">{t.guards.anyList}</option>
              {codes.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </div>
  );
}

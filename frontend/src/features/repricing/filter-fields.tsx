import { useQuery } from "@tanstack/react-query";
import { useEffect, useId } from "react";
import type { UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { categoriesQuery, currencyChoices } from "@/lib/choices/choices";
import { priceListsQuery } from "@/lib/choices/price-lists";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { readSkus, type BulkValues } from "./bulk-schema";
import { FigureField } from "./figure-field";
import { Part } from "./part";

interface Props {
  form: UseFormReturn<BulkValues>;
}

const PERCENT = "%";

/** The list, and the currency that it has; where it has none, one is chosen. */
function WhichList({ form }: Props) {
  const { t } = useI18n();
  const { register, setValue, watch } = form;
  const { data: lists = [] } = useQuery(priceListsQuery());
  const [code, currency] = [watch("priceList"), watch("currency")];
  const only = lists.find((list) => list.code === code)?.currency ?? null;
  useEffect(() => {
    if (only && only !== currency) {
      setValue("currency", only);
      setValue("preset", "none");
    }
  }, [only, currency, setValue]);
  const isKnown = lists.some((list) => list.code === code);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_7rem] gap-3">
      <Field label={t.repricing.priceList}>
        {(ids) => (
          <Select {...ids} className="w-full" {...register("priceList")}>
            {!isKnown && <option value={code}>{code}</option>}
            {lists.map((list) => (
              <option key={list.code} value={list.code} disabled={!list.active}>
                {list.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t.repricing.currency}>
        {(ids) => (
          <Select
            {...ids}
            className="w-full"
            disabled={only !== null}
            {...register("currency", { onChange: () => setValue("preset", "none") })}
          >
            {currencyChoices(currency, only).map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

function Words({ form }: Props) {
  const { t } = useI18n();
  const listId = useId();
  const { register, formState } = form;
  const { data: categories = [] } = useQuery(categoriesQuery());
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field label={t.repricing.q} hint={t.repricing.qHint} error={formState.errors.q?.message}>
        {(ids) => <Input {...ids} autoComplete="off" {...register("q")} />}
      </Field>
      <Field label={t.repricing.category} hint={t.repricing.categoryHint}>
        {(ids) => (
          <>
            <Input {...ids} list={listId} autoComplete="off" {...register("category")} />
            <datalist id={listId}>
              {categories.map((category) => (
                <option key={category} value={category} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label={t.repricing.tag}>
        {(ids) => <Input {...ids} autoComplete="off" {...register("tag")} />}
      </Field>
    </div>
  );
}

function Skus({ form }: Props) {
  const { t, format } = useI18n();
  const { register, watch, formState } = form;
  const count = readSkus(watch("skus")).length;
  const hint = count > 0 ? t.repricing.skusCount(format.number(count)) : t.repricing.skusHint;
  return (
    <Field label={t.repricing.skus} hint={hint} error={formState.errors.skus?.message}>
      {(ids) => (
        <textarea
          {...ids}
          rows={3}
          spellCheck={false}
          className="block w-full resize-y rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-md text-ink hover:border-control aria-invalid:border-out"
          {...register("skus")}
        />
      )}
    </Field>
  );
}

/** The first step: which prices. */
export function FilterFields({ form }: Props) {
  const { t } = useI18n();
  const seesCost = useCan("cost:read");
  const currency = form.watch("currency");
  return (
    <Part title={t.repricing.filterTitle} hint={t.repricing.filterHint}>
      <WhichList form={form} />
      <Words form={form} />
      <Skus form={form} />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <FigureField form={form} name="minAmount" label={t.repricing.minAmount} unit={currency} />
        <FigureField form={form} name="maxAmount" label={t.repricing.maxAmount} unit={currency} />
        {seesCost && (
          <>
            <FigureField
              form={form}
              name="minMargin"
              label={t.repricing.minMargin}
              unit={PERCENT}
            />
            <FigureField
              form={form}
              name="maxMargin"
              label={t.repricing.maxMargin}
              unit={PERCENT}
            />
          </>
        )}
      </div>
    </Part>
  );
}

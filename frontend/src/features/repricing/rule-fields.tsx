import { useQuery } from "@tanstack/react-query";
import { Controller, type UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { priceListsQuery } from "@/lib/choices/price-lists";
import { currencyDigits } from "@/lib/format/decimal";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import type { BulkValues } from "./bulk-schema";
import { FigureField } from "./figure-field";
import { Part } from "./part";
import { offersFor, type Preset } from "./rounding";

interface Props {
  form: UseFormReturn<BulkValues>;
}

const KINDS = ["percent", "amount", "set", "match"] as const;
const COLUMNS = ["cost", "effective", "price_list"] as const;
const DIRECTIONS = ["nearest", "up", "down"] as const;
const PERCENT = "%";

function Direction({ form }: Props) {
  const { t } = useI18n();
  const isMatch = form.watch("kind") === "match";
  const words = isMatch
    ? { up: t.repricing.plus, down: t.repricing.minus }
    : { up: t.repricing.up, down: t.repricing.down };
  return (
    <div>
      <p className="mb-1 text-xs font-medium text-ink-2">{t.repricing.direction}</p>
      <Controller
        control={form.control}
        name="direction"
        render={({ field }) => (
          <Segmented
            label={t.repricing.direction}
            value={field.value}
            options={(["up", "down"] as const).map((value) => ({ value, label: words[value] }))}
            onChange={field.onChange}
          />
        )}
      />
    </div>
  );
}

/** What the price follows: the cost, the effective price, or another list. */
function Match({ form }: Props) {
  const { t } = useI18n();
  const { register, watch, formState } = form;
  const seesCost = useCan("cost:read");
  const { data: lists = [] } = useQuery(priceListsQuery());
  const others = lists.filter(({ code }) => code !== watch("priceList"));
  return (
    <>
      <Field label={t.repricing.column}>
        {(ids) => (
          <Select {...ids} className="w-full" {...register("column")}>
            {COLUMNS.filter((column) => seesCost || column !== "cost").map((column) => (
              <option key={column} value={column}>
                {t.repricing.columns[column]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {watch("column") === "price_list" && (
        <Field label={t.repricing.otherList} error={formState.errors.otherList?.message}>
          {(ids) => (
            <Select {...ids} className="w-full" {...register("otherList")}>
              <option value="" />
              {others.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </>
  );
}

function Value({ form }: Props) {
  const { t } = useI18n();
  const [kind, currency] = [form.watch("kind"), form.watch("currency")];
  const isMoney = kind === "set" || kind === "amount";
  const label = { set: t.repricing.setTo, match: t.repricing.percentOn }[kind as string];
  return (
    <FigureField
      form={form}
      name="value"
      label={label ?? t.repricing.value}
      unit={isMoney ? currency : PERCENT}
    />
  );
}

function Rounding({ form }: Props) {
  const { t, format } = useI18n();
  const { register, watch } = form;
  const [currency, preset] = [watch("currency"), watch("preset")];
  const offers = offersFor(currencyDigits(currency));
  const presets: Preset[] = ["none", ...offers.map((offer) => offer.preset), "own"];
  const example = offers.find((offer) => offer.preset === preset)?.example;
  const isNearest = watch("roundDirection") === "nearest";
  const [from, to] = (example ?? []).map((amount) => format.money(amount, currency));
  const hint = isNearest && from && to ? t.repricing.roundingExample(from, to) : undefined;
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      <Field label={t.repricing.rounding} hint={hint} className="max-sm:col-span-2">
        {(ids) => (
          <Select {...ids} className="w-full" {...register("preset")}>
            {presets.map((each) => (
              <option key={each} value={each}>
                {t.repricing.roundings[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {preset !== "none" && (
        <Field label={t.repricing.roundDirection}>
          {(ids) => (
            <Select {...ids} className="w-full" {...register("roundDirection")}>
              {DIRECTIONS.map((direction) => (
                <option key={direction} value={direction}>
                  {t.repricing.directions[direction]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {preset === "own" && (
        <>
          <FigureField form={form} name="roundTo" label={t.repricing.roundTo} unit={currency} />
          <FigureField
            form={form}
            name="roundEnding"
            label={t.repricing.roundEnding}
            unit={currency}
          />
        </>
      )}
    </div>
  );
}

/** The second step: what becomes of them, and why. */
export function RuleFields({ form }: Props) {
  const { t } = useI18n();
  const { control, register, watch, formState } = form;
  const kind = watch("kind");
  return (
    <Part title={t.repricing.ruleTitle}>
      <div>
        <Controller
          control={control}
          name="kind"
          render={({ field }) => (
            <Segmented
              label={t.repricing.ruleTitle}
              value={field.value}
              options={KINDS.map((value) => ({ value, label: t.repricing.kinds[value] }))}
              onChange={field.onChange}
            />
          )}
        />
        <p className="mt-1.5 text-xs text-ink-3">{t.repricing.kindHints[kind]}</p>
      </div>
      <div className="grid gap-3 sm:grid-cols-[repeat(3,minmax(0,14rem))]">
        {kind === "match" && <Match form={form} />}
        {kind !== "set" && <Direction form={form} />}
        <Value form={form} />
      </div>
      <Rounding form={form} />
      <div className="grid gap-3 border-t border-line pt-4 sm:grid-cols-2">
        <Field
          label={t.repricing.reason}
          hint={t.repricing.reasonHint}
          error={formState.errors.reason?.message}
        >
          {(ids) => <Input {...ids} autoComplete="off" {...register("reason")} />}
        </Field>
        <Field label={t.repricing.name} optional={t.common.optional}>
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              placeholder={t.repricing.nameHint}
              {...register("name")}
            />
          )}
        </Field>
      </div>
    </Part>
  );
}

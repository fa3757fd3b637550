import { Controller, useWatch, type UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { useI18n } from "@/lib/i18n/provider";
import { derivedOf } from "./list-body";
import { KINDS, ruleKind, SIGNS, type ListValues, type Parent } from "./list-schema";
import { derivedWords } from "./list-words";
import { ROUNDINGS } from "./types";

interface Props {
  form: UseFormReturn<ListValues>;
  parent: Parent;
}

type TextField = "value" | "roundTo" | "ending";

function Figure({ form, parent, name, label }: Props & { name: TextField; label: string }) {
  const { control } = form;
  const [text, own, kind] = useWatch({ control, name: [name, "currency", "kind"] });
  const currency = own || (parent.currency ?? "");
  const as = name === "value" ? ruleKind({ kind }, currency) : { currency };
  return (
    <Field label={label} error={form.formState.errors[name]?.message} reads={{ text, as }}>
      {(ids) => (
        <Input
          {...ids}
          inputMode="decimal"
          autoComplete="off"
          className="nums text-right"
          {...form.register(name)}
        />
      )}
    </Field>
  );
}

/** The sentence that stands in the table later, while it is typed. */
function Said({ form, parent }: Props) {
  const { t, format } = useI18n();
  const values = useWatch({ control: form.control }) as ListValues;
  const currency = values.currency || parent.currency;
  const derived = derivedOf(values, currency ?? "");
  return (
    <p role="status" className="min-h-5 text-sm text-ink-2">
      {derived && derivedWords(derived, { parentName: parent.name, currency }, t, format)}
    </p>
  );
}

/** How a price comes from the list that this one comes from. */
export function RuleFields(props: Props) {
  const { t } = useI18n();
  const { form } = props;
  const kind = useWatch({ control: form.control, name: "kind" });
  const words = t.priceLists;
  return (
    <div className="grid gap-3">
      <Controller
        control={form.control}
        name="kind"
        render={({ field }) => (
          <div>
            <Segmented
              label={words.kind}
              value={field.value}
              options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
              onChange={field.onChange}
            />
          </div>
        )}
      />
      {kind !== "none" && (
        <div className="grid grid-cols-[8rem_1fr] gap-3">
          <Field label={words.direction}>
            {(ids) => (
              <Select {...ids} className="w-full" {...form.register("sign")}>
                {SIGNS.map((sign) => (
                  <option key={sign} value={sign}>
                    {words.directions[sign]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Figure
            {...props}
            name="value"
            label={kind === "percent" ? words.percent : words.amount}
          />
        </div>
      )}
      <div className="grid grid-cols-3 gap-3">
        <Figure {...props} name="roundTo" label={t.sales.roundTo} />
        <Figure {...props} name="ending" label={t.repricing.roundEnding} />
        <Field label={t.sales.direction}>
          {(ids) => (
            <Select {...ids} className="w-full" {...form.register("direction")}>
              {ROUNDINGS.map((value) => (
                <option key={value} value={value}>
                  {t.sales.directions[value]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Said {...props} />
    </div>
  );
}

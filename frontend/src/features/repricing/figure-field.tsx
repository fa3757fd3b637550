import type { ReactNode } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { cx } from "@/lib/dom/cx";
import { kindOf, type BulkValues, type FigureName } from "./bulk-schema";

interface Props {
  form: UseFormReturn<BulkValues>;
  name: FigureName;
  label: string;
  unit: string;
  hint?: ReactNode;
}

/** A figure of the form with its unit behind it. */
export function FigureField({ form, name, label, unit, hint }: Props) {
  const [text, kind, currency] = useWatch({
    control: form.control,
    name: [name, "kind", "currency"],
  });
  const reads = { text, as: kindOf(name, { kind, currency }) };
  return (
    <Field label={label} hint={hint} error={form.formState.errors[name]?.message} reads={reads}>
      {(ids) => (
        <span className="relative block">
          <Input
            {...ids}
            inputMode="decimal"
            autoComplete="off"
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

import type { ReactNode } from "react";
import { Controller, type UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { useI18n } from "@/lib/i18n/provider";
import type { GuardValues } from "./guard-schema";
import { RuleFields } from "./rule-fields";
import { ScopeFields } from "./scope-fields";
import { MODES } from "./types";

interface Props {
  form: UseFormReturn<GuardValues>;
  disabled: boolean;
  problem: string | null;
  onSubmit: (values: GuardValues) => void;
  footer: ReactNode;
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <div className="border-t border-line px-4 py-4 first:border-0 sm:px-5">
      <h3 className="text-sm font-semibold">{title}</h3>
      {hint && <p className="mt-0.5 text-xs text-ink-3">{hint}</p>}
      <div className="mt-3">{children}</div>
    </div>
  );
}

function ModeField({ form, disabled }: Pick<Props, "form" | "disabled">) {
  const { t } = useI18n();
  return (
    <Controller
      control={form.control}
      name="mode"
      render={({ field }) => (
        <>
          <Segmented
            label={t.guards.mode}
            value={field.value}
            disabled={disabled}
            options={MODES.map((value) => ({ value, label: t.guards.modes[value] }))}
            onChange={field.onChange}
          />
          <p className="mt-1.5 text-xs text-ink-3">{t.guards.modeHints[field.value]}</p>
        </>
      )}
    />
  );
}

/** The whole guard on one page; whoever may not write it reads it. */
export function GuardForm({ form, disabled, problem, onSubmit, footer }: Props) {
  const { t } = useI18n();
  const { errors } = form.formState;
  return (
    <form
      noValidate
      onSubmit={(event) => void form.handleSubmit(onSubmit)(event)}
      className="rounded-lg border border-line bg-surface"
    >
      {problem && (
        <p role="alert" className="m-4 rounded-md bg-out-soft px-3 py-2 text-sm text-out">
          {problem}
        </p>
      )}
      <fieldset disabled={disabled} className="contents">
        <div className="grid gap-3 px-4 py-4 sm:grid-cols-2 sm:px-5">
          <Field label={t.guards.name} error={errors.name?.message}>
            {(ids) => (
              <Input
                {...ids}
                autoComplete="off"
                placeholder={t.guards.nameHint}
                {...form.register("name")}
              />
            )}
          </Field>
          <Field
            label={t.guards.reason}
            optional={t.common.optional}
            error={errors.reason?.message}
          >
            {(ids) => <Input {...ids} autoComplete="off" {...form.register("reason")} />}
          </Field>
        </div>
        <Part title={t.guards.scope}>
          <ScopeFields form={form} disabled={disabled} />
        </Part>
        <Part title={t.guards.rulesTitle} hint={t.guards.rulesHint}>
          <RuleFields form={form} disabled={disabled} />
        </Part>
        <Part title={t.guards.mode}>
          <ModeField form={form} disabled={disabled} />
        </Part>
        <div className="border-t border-line px-4 py-3.5 sm:px-5">
          <label className="flex items-start gap-2.5 text-sm">
            <input
              type="checkbox"
              className="mt-0.5 size-4 accent-accent"
              {...form.register("active")}
            />
            <span>
              <span className="font-medium">{t.guards.active}</span>
              <span className="block text-xs text-ink-3">{t.guards.activeHint}</span>
            </span>
          </label>
        </div>
      </fieldset>
      {footer}
    </form>
  );
}

"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState, type FormEvent } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { useAttempt, wordsForWrite } from "@/lib/api/attempt";
import { useI18n } from "@/lib/i18n/provider";
import { usePreviewBulk } from "./api";
import {
  bulkSchema,
  FILTER_FIELDS,
  NEW_BULK,
  toBulk,
  toValues,
  type BulkValues,
} from "./bulk-schema";
import { FilterFields } from "./filter-fields";
import { RuleFields } from "./rule-fields";
import { Steps } from "./steps";
import type { Bulk } from "./types";

interface Props {
  /** One to begin like; null for an empty form. */
  like: Bulk | null;
  onMade: (bulk: Bulk) => void;
  onCancel: () => void;
}

function useWizard({ like, onMade }: Props) {
  const { t } = useI18n();
  const [step, setStep] = useState<"filter" | "rule">("filter");
  const preview = usePreviewBulk();
  const keyFor = useAttempt();
  const form = useForm<BulkValues>({
    resolver: zodResolver(bulkSchema(t)),
    defaultValues: like ? toValues(like) : NEW_BULK,
  });
  const send = (values: BulkValues) => {
    const body = toBulk(values);
    preview.mutate(
      { body, idempotencyKey: keyFor(body, preview.error) },
      { onSuccess: (bulk) => onMade(bulk) },
    );
  };
  const goOn = async () => {
    // Only what is on this page: nobody is told of what they have not seen.
    if (await form.trigger([...FILTER_FIELDS], { shouldFocus: true })) setStep("rule");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (step === "filter") void goOn();
    else {
      void form.handleSubmit(send, (errors) => {
        if (FILTER_FIELDS.some((field) => errors[field])) setStep("filter");
      })();
    }
  };
  return { form, step, setStep, submit, preview };
}

/** The first two steps: which prices, and what becomes of them. Nothing changes by them. */
export function Wizard(props: Props) {
  const { t } = useI18n();
  const { form, step, setStep, submit, preview } = useWizard(props);
  const isFilter = step === "filter";
  return (
    <div className="grid gap-3">
      <Steps current={step} />
      <form noValidate onSubmit={submit} className="rounded-lg border border-line bg-surface">
        {preview.error && (
          <p role="alert" className="m-4 mb-0 rounded-md bg-out-soft px-3 py-2 text-sm text-out">
            {wordsForWrite(preview.error, t)}
          </p>
        )}
        {isFilter ? <FilterFields form={form} /> : <RuleFields form={form} />}
        <footer className="flex items-center justify-end gap-2 border-t border-line px-4 py-3 sm:px-5">
          <span className="mr-auto text-xs text-ink-3 max-sm:hidden">{t.repricing.nothingYet}</span>
          <Button onClick={isFilter ? props.onCancel : () => setStep("filter")}>
            {isFilter ? t.common.cancel : t.repricing.previous}
          </Button>
          <Button type="submit" variant="primary" busy={preview.isPending}>
            {isFilter ? t.repricing.next : t.repricing.startPreview}
          </Button>
        </footer>
      </form>
    </div>
  );
}

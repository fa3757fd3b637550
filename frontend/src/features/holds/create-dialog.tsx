import { zodResolver } from "@hookform/resolvers/zod";
import { Plus } from "lucide-react";
import { useEffect } from "react";
import { useFieldArray, useForm } from "react-hook-form";
import toast from "react-hot-toast";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { isUnanswered, useAttempt, wordsForWrite } from "@/lib/api/attempt";
import { toProblem } from "@/lib/api/problem";
import { isSame } from "@/lib/format/identifiers";
import { useItemCheck } from "@/lib/choices/use-item-check";
import { useI18n } from "@/lib/i18n/provider";
import { useCreateHold } from "./api";
import { HoldLineFields } from "./hold-line-fields";
import { holdSchema, LINES_MAX, NO_HOLD, NO_LINE, toHold, type HoldValues } from "./hold-schema";
import { spanName } from "./span";
import { SPANS, type Hold } from "./types";

interface Props {
  onClose: () => void;
  onCreated: (hold: Hold) => void;
}

interface Current {
  sku?: string;
  location?: string;
  available?: number;
}

/** The line that a refusal is about: one with this item, or with this item and place. */
function lineOf({ lines }: HoldValues, { sku, location }: Current): number {
  return lines.findIndex((line) => isSame(line.sku, sku ?? "") && line.location === location);
}

function useCreateForm({ onClose, onCreated }: Props) {
  const { t, format } = useI18n();
  const create = useCreateHold();
  const keyFor = useAttempt();
  const form = useForm<HoldValues>({
    resolver: zodResolver(holdSchema(t)),
    defaultValues: NO_HOLD,
  });
  const check = useItemCheck();
  const submit = async (typed: HoldValues) => {
    const found = await Promise.all(typed.lines.map(({ sku }) => check(sku)));
    found.forEach(({ kind }, place) => {
      if (kind !== "none") return;
      form.setError(`lines.${place}.sku`, { message: t.common.itemUnknown }, { shouldFocus: true });
    });
    if (found.every(({ kind }) => kind !== "none")) {
      const lines = typed.lines.map((line, place) => {
        const item = found[place];
        return item?.kind === "one" ? { ...line, sku: item.sku } : line;
      });
      send({ ...typed, lines });
    }
  };
  const send = (values: HoldValues) => {
    const body = toHold(values);
    create.mutate(
      { body, idempotencyKey: keyFor(body, create.error) },
      {
        onSuccess: (hold) => {
          toast.success(t.holds.created(hold.id));
          onCreated(hold);
          onClose();
        },
        onError: (error) => {
          const { document } = toProblem(error);
          const current = (document.current ?? {}) as Current;
          const place = lineOf(values, current);
          if (place < 0) return;
          const message = t.holds.freeHere(format.number(Math.max(0, current.available ?? 0)));
          form.setError(`lines.${place}.quantity`, { message }, { shouldFocus: true });
        },
      },
    );
  };
  return { form, submit, isPending: create.isPending, error: create.error };
}

function Form(props: Props) {
  const { t } = useI18n();
  const { form, submit, isPending, error } = useCreateForm(props);
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "lines" });
  const { register, setFocus } = form;
  useEffect(() => {
    // Radix moves the focus into the dialog first; the first empty field is where work begins.
    const timer = setTimeout(() => setFocus("lines.0.sku"));
    return () => clearTimeout(timer);
  }, [setFocus]);
  return (
    <form
      noValidate
      onSubmit={(event) => void form.handleSubmit(submit)(event)}
      className="flex min-h-0 flex-col"
    >
      <div className="grid gap-3.5 overflow-y-auto px-5 py-4">
        {error && (
          <p role="alert" className="rounded-md bg-out-soft px-3 py-2 text-sm text-out">
            {!isUnanswered(error) && t.holds.createFailed}
            {wordsForWrite(error, t)}
          </p>
        )}
        {fields.map((field, place) => (
          <HoldLineFields
            key={field.id}
            form={form}
            place={place}
            onRemove={fields.length > 1 ? () => remove(place) : undefined}
          />
        ))}
        {fields.length < LINES_MAX && (
          <Button
            variant="quiet"
            className="-mt-1 -ml-3 justify-self-start"
            onClick={() =>
              append(NO_LINE, { shouldFocus: true, focusName: `lines.${fields.length}.sku` })
            }
          >
            <Plus className="size-4" aria-hidden="true" />
            {t.holds.addLine}
          </Button>
        )}
        <div className="grid grid-cols-2 gap-3 border-t border-line pt-3.5">
          <Field label={t.holds.ttl}>
            {(ids) => (
              <Select {...ids} className="w-full" {...register("seconds")}>
                {SPANS.map((seconds) => (
                  <option key={seconds} value={seconds}>
                    {spanName(t, seconds)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field
            label={t.holds.reference}
            optional={t.common.optional}
            error={form.formState.errors.reference?.message}
          >
            {(ids) => (
              <Input {...ids} placeholder={t.holds.referenceHint} {...register("reference")} />
            )}
          </Field>
        </div>
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={props.onClose}>{t.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={isPending}>
          {t.holds.submitCreate}
        </Button>
      </footer>
    </form>
  );
}

/** One hold of many lines; it stays open while the server refuses, and says which line it is. */
export function CreateHoldDialog({ open, ...props }: Props & { open: boolean }) {
  const { t } = useI18n();
  return (
    <Dialog
      open={open}
      onClose={props.onClose}
      title={t.holds.createTitle}
      description={t.holds.createText}
    >
      <Form {...props} />
    </Dialog>
  );
}

"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { ArrowLeft } from "lucide-react";
import { useMemo } from "react";
import { useForm, useWatch } from "react-hook-form";
import toast from "react-hot-toast";
import { Button } from "@/components/ui/button";
import { toProblem, wordsFor } from "@/lib/api/problem";
import { useDebounced } from "@/lib/dom/debounced";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { useSaveGuard } from "./api";
import { GuardForm } from "./guard-form";
import { GuardPreview } from "./guard-preview";
import {
  guardSchema,
  NEW_GUARD,
  toGuard,
  toValues,
  tryable,
  type GuardValues,
} from "./guard-schema";
import { RemoveGuard } from "./remove-guard";
import type { Guard, GuardBody } from "./types";

const SETTLE_MS = 400;

interface Props {
  /** Null for a new one. */
  guard: Guard | null;
  onClose: () => void;
  onOpenItem: (sku: string) => void;
}

interface EditingProps extends Props {
  save: ReturnType<typeof useSaveGuard>;
}

/** What is in the form once nobody has typed for a moment, if it can be tried out. */
function useTryable(values: GuardValues): GuardBody | null {
  const { t } = useI18n();
  const text = useDebounced(JSON.stringify(tryable(values, t)), SETTLE_MS);
  return useMemo(() => JSON.parse(text) as GuardBody | null, [text]);
}

function Editing({ guard, onClose, onOpenItem, save }: EditingProps) {
  const { t } = useI18n();
  const canWrite = useCan("price:approve");
  const form = useForm<GuardValues>({
    resolver: zodResolver(guardSchema(t)),
    defaultValues: guard ? toValues(guard) : NEW_GUARD,
  });
  const values = useWatch({ control: form.control }) as GuardValues;
  const body = useTryable(values);
  const submit = (entered: GuardValues) =>
    save.mutate(
      { guard, body: toGuard(entered) },
      {
        onSuccess: ({ name }) => {
          toast.success(guard ? t.guards.saved(name) : t.guards.created(name));
          onClose();
        },
      },
    );
  const isStale = save.error && toProblem(save.error).code === "stale_version";
  const problem = save.error && (isStale ? t.guards.stale : wordsFor(save.error, t));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_23rem]">
      <GuardForm
        form={form}
        disabled={!canWrite}
        problem={problem}
        onSubmit={submit}
        footer={
          canWrite && (
            <footer className="flex justify-end gap-2 border-t border-line px-4 py-3 sm:px-5">
              {guard && <RemoveGuard guard={guard} onDone={onClose} />}
              <Button onClick={onClose}>{t.common.cancel}</Button>
              <Button type="submit" variant="primary" busy={save.isPending}>
                {t.guards.save}
              </Button>
            </footer>
          )
        }
      />
      <GuardPreview body={body} replaces={guard?.id ?? null} onOpen={onOpenItem} />
    </div>
  );
}

/** One guard, and beside it what it would have caught. */
export function GuardEditor(props: Props) {
  const { t } = useI18n();
  const { guard, onClose } = props;
  const save = useSaveGuard();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex items-center gap-3">
        <Button size="sm" variant="ghost" onClick={onClose} className="-ml-2">
          <ArrowLeft className="size-3.5" aria-hidden="true" />
          {t.guards.back}
        </Button>
        <h2 className="min-w-0 truncate text-md font-semibold">
          {guard ? guard.name : t.guards.create}
        </h2>
      </div>
      {/* Somebody else's newer version begins the form anew. */}
      <Editing key={`${String(guard?.id)} ${String(guard?.version)}`} {...props} save={save} />
    </div>
  );
}

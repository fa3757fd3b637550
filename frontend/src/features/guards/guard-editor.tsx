"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { ArrowLeft } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import toast from "react-hot-toast";
import { toastWaiting } from "@/components/price/waiting-toast";
import { Button } from "@/components/ui/button";
import { toProblem, wordsFor } from "@/lib/api/problem";
import { useDebounced } from "@/lib/dom/debounced";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { isWaiting, useSaveGuard } from "./api";
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
import { guardName } from "./guard-words";
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
  /** Somebody else's newer version of the guard. */
  newer: Guard | null;
  onRenew: () => void;
}

/** What is in the form once nobody has typed for a moment, if it can be tried out. */
function useTryable(values: GuardValues): GuardBody | null {
  const { t } = useI18n();
  const text = useDebounced(JSON.stringify(tryable(values, t)), SETTLE_MS);
  return useMemo(() => JSON.parse(text) as GuardBody | null, [text]);
}

/** What was typed stays until somebody chooses to give it up. */
function Newer({ guard, onRenew }: { guard: Guard; onRenew: () => void }) {
  const { t } = useI18n();
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-2 rounded-md bg-low-soft px-3 py-2 text-sm text-low"
    >
      {t.guards.changedMeanwhile(guard.updated_by)}
      <Button size="sm" onClick={onRenew}>
        {t.guards.showTheirs}
      </Button>
    </div>
  );
}

function Editing({ guard, newer, onRenew, onClose, onOpenItem, save }: EditingProps) {
  const { t } = useI18n();
  const canWrite = useCan("price:approve");
  const form = useForm<GuardValues>({
    resolver: zodResolver(guardSchema(t)),
    defaultValues: guard ? toValues(guard) : NEW_GUARD,
  });
  const { isDirty } = form.formState;
  useEffect(() => {
    if (newer && !isDirty) onRenew();
  }, [newer, isDirty, onRenew]);
  const values = useWatch({ control: form.control }) as GuardValues;
  const body = useTryable(values);
  const submit = (entered: GuardValues) =>
    save.mutate(
      { guard, body: toGuard(entered) },
      {
        onSuccess: (saved) => {
          const { name } = entered;
          if (isWaiting(saved)) toastWaiting(t.guards.waits(name));
          else toast.success(guard ? t.guards.saved(name) : t.guards.created(name));
          onClose();
        },
      },
    );
  const isStale = save.error && toProblem(save.error).code === "stale_version";
  const problem = save.error && (isStale ? t.guards.stale : wordsFor(save.error, t));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_23rem]">
      {newer && isDirty && (
        <div className="lg:col-span-2">
          <Newer guard={newer} onRenew={onRenew} />
        </div>
      )}
      <GuardForm
        form={form}
        disabled={!canWrite}
        problem={problem}
        onSubmit={submit}
        footer={
          canWrite && (
            <footer className="flex justify-end gap-2 border-t border-line px-4 py-3 sm:px-5">
              {guard && <RemoveGuard guard={guard} />}
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
  // What was opened; the guard itself may become another one while somebody types.
  const [begun, setBegun] = useState(guard);
  const isNewer = guard !== null && guard.version > (begun?.version ?? 0);
  // One's own write is told by the feed, too, and maybe before it is answered.
  const newer = isNewer && !save.isPending && !save.isSuccess ? guard : null;
  const { reset } = save;
  const renew = useCallback(() => {
    setBegun(guard);
    reset();
  }, [guard, reset]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex items-center gap-3">
        <Button size="sm" variant="ghost" onClick={onClose} className="-ml-2">
          <ArrowLeft className="size-3.5" aria-hidden="true" />
          {t.guards.back}
        </Button>
        <h2 className="min-w-0 truncate text-md font-semibold">
          {guard ? guardName(guard, t) : t.guards.create}
        </h2>
      </div>
      <Editing
        key={begun?.version ?? 0}
        {...props}
        guard={begun}
        newer={newer}
        onRenew={renew}
        save={save}
      />
    </div>
  );
}

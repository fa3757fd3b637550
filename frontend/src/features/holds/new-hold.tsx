"use client";

import { Plus } from "lucide-react";
import { useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { useShortcut } from "@/lib/dom/shortcut";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { CreateHoldDialog } from "./create-dialog";

function Creator({ onCreated }: { onCreated: () => void }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const show = useCallback(() => setOpen(true), []);
  useShortcut("n", show);
  return (
    <>
      <Button
        variant="primary"
        aria-label={t.holds.create}
        aria-keyshortcuts="n"
        onClick={show}
        className="max-sm:w-8 max-sm:px-0"
      >
        <Plus className="size-4" aria-hidden="true" />
        <span className="max-sm:hidden">{t.holds.create}</span>
      </Button>
      <CreateHoldDialog open={open} onClose={() => setOpen(false)} onCreated={onCreated} />
    </>
  );
}

/** The button, its key and its dialog, for whoever may. */
export function NewHold({ onCreated }: { onCreated: () => void }) {
  return useCan("stock:write") ? <Creator onCreated={onCreated} /> : null;
}

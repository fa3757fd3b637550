import { useState } from "react";
import { toastWaiting } from "@/components/price/waiting-toast";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { wordsFor } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { isWaiting, useRemoveGuard } from "./api";
import { guardName } from "./guard-words";
import type { Guard } from "./types";

/** The button, and the question whether it is meant; the room says what came of it. */
export function RemoveGuard({ guard }: { guard: Guard }) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const remove = useRemoveGuard();
  return (
    <>
      <Button variant="ghost" className="mr-auto" onClick={() => setAsking(true)}>
        {t.guards.remove}
      </Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t.guards.removeTitle(guardName(guard, t))}
        description={t.guards.removeText}
      >
        {remove.error && (
          <p role="alert" className="mx-5 mt-4 rounded-md bg-out-soft px-3 py-2 text-sm text-out">
            {wordsFor(remove.error, t)}
          </p>
        )}
        <footer className="flex justify-end gap-2 px-5 py-3">
          <Button onClick={() => setAsking(false)}>{t.common.cancel}</Button>
          <Button
            variant="primary"
            busy={remove.isPending}
            onClick={() =>
              remove.mutate(guard, {
                onSuccess: (waiting) => {
                  if (!isWaiting(waiting)) return;
                  toastWaiting(t.guards.waits(guardName(guard, t)));
                  setAsking(false);
                },
              })
            }
          >
            {t.guards.remove}
          </Button>
        </footer>
      </Dialog>
    </>
  );
}

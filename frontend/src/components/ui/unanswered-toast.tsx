import { CloudOff } from "lucide-react";
import toast from "react-hot-toast";
import { wordsForWrite } from "@/lib/api/attempt";
import { useI18n } from "@/lib/i18n/provider";
import { LastingToast } from "./action-toast";

interface Unanswered {
  /** The key of the write, so that one write has one toast. */
  id: string;
  /** What was written about. */
  what: string;
  error: unknown;
  /** Sends the very same once more, under the same key. */
  onAgain: () => void;
}

/** Says that nobody knows whether a write took effect; it stays until somebody has dealt with it. */
export function useUnansweredToast(): (write: Unanswered) => void {
  const { t } = useI18n();
  return ({ id, what, error, onAgain }) =>
    toast(
      <LastingToast
        title={t.errors.unconfirmed(what)}
        detail={wordsForWrite(error, t)}
        action={t.errors.sendAgain}
        onAction={() => {
          // Or what follows would take over how long this one stays.
          toast.remove(id);
          toast.loading(t.errors.sending(what), { id });
          onAgain();
        }}
        closeLabel={t.common.close}
        onClose={() => toast.dismiss(id)}
      />,
      {
        id,
        duration: Infinity,
        icon: (
          <CloudOff className="mt-1.5 size-4 shrink-0 self-start text-low" aria-hidden="true" />
        ),
      },
    );
}

import { X } from "lucide-react";
import { IconButton } from "./icon-button";

interface Props {
  title: string;
  detail: string;
  action: string;
  onAction: () => void;
  /** For a toast that stays until somebody has dealt with it. */
  dismiss?: { label: string; run: () => void };
}

/** The inside of a toast that offers one thing to do. */
export function ActionToast({ title, detail, action, onAction, dismiss }: Props) {
  return (
    <span className="flex items-center gap-3">
      <span>
        <span className="block font-medium">{title}</span>
        <span className="block text-xs text-pretty text-ink-3">{detail}</span>
      </span>
      <button
        type="button"
        onClick={onAction}
        className="min-h-7 shrink-0 rounded-sm border border-line-strong px-2 text-xs font-medium hover:bg-hover"
      >
        {action}
      </button>
      {dismiss && (
        <IconButton label={dismiss.label} onClick={dismiss.run} className="-mx-2">
          <X className="size-4" aria-hidden="true" />
        </IconButton>
      )}
    </span>
  );
}

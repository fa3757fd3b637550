import { X } from "lucide-react";
import { IconButton } from "./icon-button";

interface Words {
  title: string;
  detail: string;
}

interface Props extends Words {
  action: string;
  onAction: () => void;
}

function Said({ title, detail }: Words) {
  return (
    <span className="min-w-0 flex-1">
      <span className="block font-medium">{title}</span>
      <span className="block text-xs text-pretty text-ink-3">{detail}</span>
    </span>
  );
}

function Action({ action, onAction }: Pick<Props, "action" | "onAction">) {
  return (
    <button
      type="button"
      onClick={onAction}
      className="min-h-7 shrink-0 rounded-sm border border-line-strong px-2 text-xs font-medium hover:bg-hover"
    >
      {action}
    </button>
  );
}

/** The inside of a toast that offers one thing to do. */
export function ActionToast({ title, detail, ...action }: Props) {
  return (
    <span className="flex items-center gap-3">
      <Said title={title} detail={detail} />
      <Action {...action} />
    </span>
  );
}

/** The same for a toast that stays until somebody has dealt with it, so it has more to say. */
export function LastingToast({
  title,
  detail,
  closeLabel,
  onClose,
  ...action
}: Props & { closeLabel: string; onClose: () => void }) {
  return (
    <span className="flex items-start gap-2">
      <span className="grid min-w-0 flex-1 justify-items-start gap-2">
        <Said title={title} detail={detail} />
        <Action {...action} />
      </span>
      <IconButton label={closeLabel} onClick={onClose} className="-mt-1 -mr-3">
        <X className="size-4" aria-hidden="true" />
      </IconButton>
    </span>
  );
}

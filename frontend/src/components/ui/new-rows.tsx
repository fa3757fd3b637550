import { ArrowUp } from "lucide-react";
import { useI18n } from "@/lib/i18n/provider";

interface Props {
  count: number;
  onShow: () => void;
}

/** "12 new": what waits while the reader uses a live list; on a press it is shown. */
export function NewRows({ count, onShow }: Props) {
  const { t, format } = useI18n();
  if (count === 0) return null;
  return (
    <div className="pointer-events-none sticky top-2 z-10 flex h-0 justify-center">
      <button
        type="button"
        // The press must not move the focus into the list, which would hold it again.
        onPointerDown={(event) => event.preventDefault()}
        onClick={onShow}
        className="pointer-events-auto inline-flex h-7 items-center gap-1.5 rounded-full bg-accent px-3 text-xs font-medium text-accent-ink shadow-pop"
      >
        <ArrowUp className="size-3.5" aria-hidden="true" />
        {t.common.newRows(format.number(count))}
      </button>
    </div>
  );
}

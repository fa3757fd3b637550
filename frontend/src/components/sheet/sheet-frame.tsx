import { ChevronDown } from "lucide-react";
import { useState, type ReactNode } from "react";
import { cx } from "@/lib/dom/cx";
import { useMedia } from "@/lib/dom/media";
import { useI18n } from "@/lib/i18n/provider";

interface Props {
  /** What holds for the whole sheet: the kind, the places, the reason. */
  settings: ReactNode;
  /** The same in a few words, for a phone, where the settings fold away. */
  summary: string;
  /** Unfolded at first, because something has still to be chosen. */
  needsSettings: boolean;
  scan: ReactNode;
  send: ReactNode;
  children: ReactNode;
}

interface FoldingProps extends Pick<Props, "summary" | "settings"> {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
}

function Folding({ summary, settings, isOpen, setOpen }: FoldingProps) {
  const { t } = useI18n();
  return (
    <div className="shrink-0 border-b border-line bg-surface">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="focus-inset flex h-11 w-full items-center gap-2 px-4 text-left text-sm"
      >
        <span className="min-w-0 flex-1 truncate font-medium">{summary || t.sheets.settings}</span>
        <span className="text-xs text-accent-text">{t.sheets.change}</span>
        <ChevronDown
          aria-hidden="true"
          className={cx("size-4 text-ink-3 transition-transform", isOpen && "rotate-180")}
        />
      </button>
      {isOpen && <div className="max-h-[45dvh] overflow-y-auto px-4 pb-4">{settings}</div>}
    </div>
  );
}

/**
 * On a desk: settings on the left, the list beside them, the scan field above it. On a phone the
 * scan field and the button lie below the list, under the thumb.
 */
export function SheetFrame({ summary, settings, needsSettings, scan, send, children }: Props) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(needsSettings);
  const isWide = useMedia("(min-width: 1024px)");
  return (
    <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
      {isWide ? (
        <aside
          aria-label={t.sheets.settings}
          className="w-72 shrink-0 overflow-y-auto border-r border-line bg-surface p-4"
        >
          {settings}
        </aside>
      ) : (
        <Folding summary={summary} settings={settings} isOpen={isOpen} setOpen={setOpen} />
      )}
      <section
        aria-label={t.sheets.linesLabel}
        className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface"
      >
        {isWide && <div className="border-b border-line px-4 py-3">{scan}</div>}
        <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        <div
          className="grid gap-2 border-t border-line bg-surface px-4 py-2.5"
          // Whoever begins to scan has chosen, and needs the room for the list.
          onFocus={() => setOpen(isOpen && needsSettings)}
        >
          {!isWide && scan}
          {send}
        </div>
      </section>
    </div>
  );
}

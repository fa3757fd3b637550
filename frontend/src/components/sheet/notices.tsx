import { ScanLine, X } from "lucide-react";
import { useI18n } from "@/lib/i18n/provider";
import type { Coded } from "@/lib/sheet/code";
import type { Notice } from "@/lib/sheet/use-sheet";
import { IconButton } from "../ui/icon-button";
import { TOUCH_ICON } from "./touch";

interface Props {
  notices: readonly Notice[];
  onChoose: (notice: Notice, item: Coded) => void;
  onDismiss: (notice: Notice) => void;
}

function useWords() {
  const { t } = useI18n();
  return {
    unknown: t.sheets.unknownCode,
    several: t.sheets.severalCode,
    archived: t.sheets.archivedCode,
    full: t.sheets.fullSheet,
    long: t.sheets.longCode,
  } satisfies Record<Notice["kind"], string>;
}

function Choices({ notice, onChoose }: { notice: Notice } & Pick<Props, "onChoose">) {
  const { t } = useI18n();
  return (
    <div className="mt-2 flex flex-wrap items-center gap-1.5 max-lg:[&>button:nth-of-type(n+4)]:hidden">
      {notice.kind === "unknown" && <span className="text-ink-2">{t.sheets.near}</span>}
      {notice.items.map((item) => (
        <button
          key={item.id}
          type="button"
          onClick={() => onChoose(notice, item)}
          className="inline-flex min-h-8 max-w-full items-center gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-ink hover:bg-hover max-lg:min-h-11"
        >
          <span className="truncate">{item.name}</span>{" "}
          <span className="nums shrink-0 text-xs text-ink-3">{item.sku}</span>
        </button>
      ))}
    </div>
  );
}

/** What a scan could not do, until somebody has seen it. The list below is as it was. */
export function Notices({ notices, onChoose, onDismiss }: Props) {
  const { t } = useI18n();
  const words = useWords();
  return (
    <div role="alert" className="empty:hidden">
      {notices.map((notice) => (
        <div
          key={`${notice.kind} ${notice.code}`}
          className="flex items-start gap-2.5 border-b border-line bg-out-soft px-4 py-2.5 text-sm"
        >
          <ScanLine className="mt-0.5 size-4 shrink-0 text-out" aria-hidden="true" />
          <div className="min-w-0 flex-1">
            <p className="text-out">
              {words[notice.kind]}{" "}
              <strong className="nums font-semibold [overflow-wrap:anywhere]">{notice.code}</strong>
            </p>
            {notice.items.length > 0 && <Choices notice={notice} onChoose={onChoose} />}
          </div>
          <IconButton
            label={t.sheets.dismiss(notice.code)}
            onClick={() => onDismiss(notice)}
            className={`-my-1 -mr-2 max-lg:-my-2.5 ${TOUCH_ICON}`}
          >
            <X className="size-4" aria-hidden="true" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}

import { PackagePlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useI18n } from "@/lib/i18n/provider";
import type { UnstockedItem } from "./types";

interface Props {
  items: readonly UnstockedItem[];
  onOpen: (sku: string) => void;
  /** Null for those who may not record. */
  onReceive: ((sku: string) => void) | null;
}

/** Items that a search found and that never moved: they have no level, so no row of the table. */
export function UnstockedItems({ items, onOpen, onReceive }: Props) {
  const { t } = useI18n();
  if (items.length === 0) return null;
  return (
    <section
      aria-label={t.stock.unstocked}
      className="max-h-64 shrink-0 overflow-y-auto border-t border-line bg-surface px-4 py-2"
    >
      <h2 className="text-xs text-ink-3">{t.stock.unstocked}</h2>
      <ul>
        {items.map(({ id, sku, name }) => (
          <li key={id} className="flex items-center gap-3 border-b border-line py-1 text-sm">
            <button
              type="button"
              aria-label={t.stock.open(sku)}
              className="min-w-0 shrink-0 rounded-sm text-left text-ink-2 hover:text-accent-text"
              onClick={() => onOpen(sku)}
            >
              {sku}
            </button>
            <span className="min-w-0 flex-1 truncate font-medium" title={name}>
              {name}
            </span>
            <span className="nums text-ink-3">0</span>
            {onReceive && (
              <Button onClick={() => onReceive(sku)} aria-label={t.stock.receiveFirst(sku)}>
                <PackagePlus className="size-4" strokeWidth={1.75} aria-hidden="true" />
                {t.stock.receive}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

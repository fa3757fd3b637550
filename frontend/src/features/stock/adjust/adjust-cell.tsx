import { Pencil } from "lucide-react";
import { useRef, type HTMLAttributes } from "react";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import type { Level } from "../types";
import { AdjustEditor } from "./adjust-editor";
import { desk, useDraft } from "./desk";

type Place = "table" | "drawer";

/** Opens the editor of a level's figure on hand. */
export function startAdjusting(place: Place, level: Level): void {
  const cell = `${place}:${String(level.id)}`;
  desk.open({ cell, text: "", reason: "", seen: level.on_hand });
}

interface Props extends HTMLAttributes<HTMLElement> {
  level: Level;
  place: Place;
  /** A small word above the figure, where no column head says what it is. */
  label?: string;
}

/** How many are on the shelf; for whoever may, the figure is where a correction is typed. */
export function AdjustCell({ level, place, label, className, ...rest }: Props) {
  const { t, format } = useI18n();
  const cell = `${place}:${String(level.id)}`;
  const canWrite = useCan("stock:write");
  const draft = useDraft(cell);
  const anchor = useRef<HTMLButtonElement>(null);
  const figure = format.number(level.on_hand);
  const testId = `on-hand-${String(level.id)}`;
  if (!canWrite) {
    return (
      <span className={cx("nums", className)}>
        {label && <span className="block text-2xs text-ink-3">{label}</span>}
        <span data-testid={testId}>{figure}</span>
      </span>
    );
  }
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-label={t.ledger.adjust.open(level.sku, level.location_name, figure)}
        aria-haspopup="dialog"
        aria-expanded={draft !== null}
        onClick={(event) => {
          event.stopPropagation(); // The row behind it opens the item.
          startAdjusting(place, level);
        }}
        className={cx(
          "nums group/on-hand inline-flex min-h-6 flex-col items-end justify-center rounded-sm px-1.5 hover:bg-hover hover:text-ink",
          className,
        )}
        {...rest}
      >
        {label && <span className="block text-2xs font-normal text-ink-3">{label}</span>}
        <span className="inline-flex items-center gap-1">
          <Pencil
            className="size-3 text-ink-3 opacity-0 group-hover/on-hand:opacity-100 group-focus-visible/on-hand:opacity-100"
            aria-hidden="true"
          />
          <span data-testid={testId}>{figure}</span>
        </span>
      </button>
      {draft && <AdjustEditor level={level} draft={draft} anchor={anchor} />}
    </>
  );
}

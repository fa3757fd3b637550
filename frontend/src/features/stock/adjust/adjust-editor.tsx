import { Popover } from "radix-ui";
import { useRef, type RefObject } from "react";
import { Dialog } from "@/components/ui/dialog";
import { useIsNarrow } from "@/lib/dom/media";
import { useI18n } from "@/lib/i18n/provider";
import type { Level } from "../types";
import { AdjustForm } from "./adjust-form";
import { desk, type Draft } from "./desk";

interface Props {
  level: Level;
  draft: Draft;
  anchor: RefObject<HTMLElement | null>;
}

/** Lies over the cell, its field where the figure was; on a phone it rises from below. */
export function AdjustEditor({ level, draft, anchor }: Props) {
  const { t } = useI18n();
  const narrow = useIsNarrow();
  const goesElsewhere = useRef(false);
  if (narrow) {
    const title = t.ledger.adjust.title(level.sku);
    return (
      <span className="contents" onClick={(event) => event.stopPropagation()}>
        <Dialog open onClose={desk.close} title={title} description={level.location_name}>
          <div className="px-5 py-4">
            <AdjustForm level={level} draft={draft} roomy />
          </div>
        </Dialog>
      </span>
    );
  }
  return (
    <Popover.Root open onOpenChange={(open) => !open && desk.close()}>
      <Popover.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Popover.Portal>
        <Popover.Content
          align="end"
          alignOffset={-13}
          sideOffset={-32}
          collisionPadding={8}
          aria-label={t.ledger.adjust.title(level.sku)}
          onClick={(event) => event.stopPropagation()}
          onKeyDown={(event) => event.stopPropagation()}
          onInteractOutside={() => {
            goesElsewhere.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!goesElsewhere.current) anchor.current?.focus();
          }}
          className="z-60 w-76 animate-enter rounded-lg bg-raised p-2.5 shadow-pop outline-none"
        >
          <AdjustForm level={level} draft={draft} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

import toast from "react-hot-toast";
import { ActionToast } from "@/components/ui/action-toast";
import { useUnansweredToast } from "@/components/ui/unanswered-toast";
import { newIdempotencyKey } from "@/lib/api/idempotency";
import { wordsFor } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import type { Level } from "../types";
import { useAdjustLevel, type Adjustment } from "./adjust-level";
import { desk, type Draft } from "./desk";
import { outcomeOf, type Wanted } from "./reading";

/** What was typed, for the editor to open with it once more. */
function draftOf(cell: string, { wanted, reason, seen }: Adjustment): Draft {
  const text =
    wanted.kind === "to" ? String(wanted.counted) : `${wanted.delta > 0 ? "+" : ""}${wanted.delta}`;
  return { cell, text, reason: reason ?? "", seen };
}

/**
 * Saves what was typed into a cell, and says what became of it. When the balance moved meanwhile,
 * the editor opens again with the choice to apply on top; a toast offers it where the cell is gone
 * or another one is being edited.
 */
export function useAdjust(cell: string) {
  const { t, format } = useI18n();
  const words = t.ledger.adjust;
  const sayUnanswered = useUnansweredToast();

  const offer = (adjustment: Adjustment, title: string, action: string, run: () => void) => {
    const { level, idempotencyKey: id } = adjustment;
    const { sku, location_name } = level;
    toast.error(
      <ActionToast
        title={words.notSaved(sku, location_name)}
        detail={title}
        action={action}
        onAction={() => {
          toast.dismiss(id);
          run();
        }}
      />,
      { id, duration: 20_000 },
    );
  };
  const { mutate } = useAdjustLevel({
    onSaved: ({ wanted, seen, idempotencyKey: id }, level) => {
      const now = format.number(level.on_hand);
      const { delta } = outcomeOf(wanted, seen);
      toast.success(
        wanted.kind === "to"
          ? words.counted(level.sku, format.number(wanted.counted))
          : words.adjusted(level.sku, format.signed(delta), now),
        { id },
      );
    },
    onMoved: (adjustment, now) => {
      if (desk.isFreeFor(cell)) {
        toast.dismiss(adjustment.idempotencyKey);
        desk.open(draftOf(cell, adjustment));
        return;
      }
      const { to } = outcomeOf(adjustment.wanted, now);
      const [from, goal] = [format.number(now), format.number(to)];
      const title = words.moved(format.number(adjustment.seen), from);
      const action =
        adjustment.wanted.kind === "to" ? words.countAnyway(goal) : words.onTop(from, goal);
      offer(adjustment, title, action, () =>
        mutate({ ...adjustment, seen: now, again: false, idempotencyKey: newIdempotencyKey() }),
      );
    },
    onRefused: (adjustment, error) =>
      offer(adjustment, wordsFor(error, t), t.stock.movement.fix, () => {
        if (desk.isFreeFor(cell)) desk.open(draftOf(cell, adjustment));
      }),
    onUnanswered: (adjustment, error) =>
      sayUnanswered({
        id: adjustment.idempotencyKey,
        what: adjustment.level.sku,
        error,
        onAgain: () => mutate({ ...adjustment, again: true }),
      }),
  });

  return (level: Level, wanted: Wanted, seen: number, reason: string) => {
    desk.close();
    mutate({
      level,
      wanted,
      seen,
      reason: reason || null,
      idempotencyKey: newIdempotencyKey(),
    });
  };
}

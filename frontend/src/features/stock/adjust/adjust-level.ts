// How is the figure on hand changed in place, so that it answers at once and never overwrites what
// somebody else did meanwhile?
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { isUnanswered } from "@/lib/api/attempt";
import { api } from "@/lib/api/client";
import { toProblem } from "@/lib/api/problem";
import { addMovements, patchLevels } from "../changes";
import { changeLevel } from "../record-movement";
import { moved } from "../status";
import type { Level } from "../types";
import { outcomeOf, type Wanted } from "./reading";

export interface Adjustment {
  level: Level;
  wanted: Wanted;
  /** What the person saw; the server refuses if the balance is another by now. */
  seen: number;
  reason: string | null;
  idempotencyKey: string;
  /** It was sent before, and nobody knows what became of it. */
  again?: boolean;
}

function send({ level, wanted, seen, reason, idempotencyKey }: Adjustment) {
  const { sku, location } = level;
  const about = { sku, location, reason, expected_on_hand: seen };
  if (wanted.kind === "to") {
    const body = { ...about, counted: wanted.counted };
    return api.post("/api/v1/stock/counts", { body, idempotencyKey });
  }
  const body = { ...about, kind: "adjust" as const, quantity: wanted.delta };
  return api.post("/api/v1/stock/movements", { body, idempotencyKey });
}

/** Shows the outcome before it is known; returns how to take it back. */
export function showOutcome(
  client: QueryClient,
  { level, wanted, seen, again }: Adjustment,
): () => void {
  const { delta } = outcomeOf(wanted, seen);
  // What is likely to be refused is not shown first; the server has the last word on backorders.
  if (delta === 0 || level.available + delta < 0) return () => undefined;
  // What may be in the figures already must not be shown on top of them.
  if (again) return () => undefined;
  changeLevel(client, level.id, (row) => moved(row, delta));
  return () => {
    changeLevel(client, level.id, (row) =>
      // A row with a higher version is the server's word already and needs no way back.
      row.version === level.version ? moved(row, -delta) : row,
    );
  };
}

/** The balance by now, when `error` says that it is not the one that was seen; else null. */
export function balanceNow(error: unknown): number | null {
  const { code, document } = toProblem(error);
  if (code !== "stale_version" && code !== "precondition_failed") return null;
  const current = document.current as Partial<Level> | undefined;
  return typeof current?.on_hand === "number" ? current.on_hand : null;
}

interface Words {
  onSaved: (adjustment: Adjustment, level: Level) => void;
  onMoved: (adjustment: Adjustment, now: number) => void;
  onRefused: (adjustment: Adjustment, error: unknown) => void;
  /** Nobody knows whether it was saved. */
  onUnanswered: (adjustment: Adjustment, error: unknown) => void;
}

/** The answers come through `words` also after the row has left the screen. */
export function useAdjustLevel({ onSaved, onMoved, onRefused, onUnanswered }: Words) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onMutate: (adjustment) => ({ takeBack: showOutcome(client, adjustment) }),
    onError: (error, adjustment, context) => {
      context?.takeBack();
      if (isUnanswered(error)) return onUnanswered(adjustment, error);
      const now = balanceNow(error);
      if (now === null) return onRefused(adjustment, error);
      const current = toProblem(error).document.current as Level;
      if (current.id === adjustment.level.id) patchLevels(client, [current]);
      onMoved(adjustment, now);
    },
    onSuccess: ({ movement, level }, adjustment) => {
      patchLevels(client, [level]);
      addMovements(client, [movement]);
      onSaved(adjustment, level);
    },
  });
}

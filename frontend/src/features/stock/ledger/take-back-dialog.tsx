import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import toast from "react-hot-toast";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { useAttempt, wordsForWrite } from "@/lib/api/attempt";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { explanationQuery, itemLevelsQuery } from "../api";
import { useReasons } from "../reasons";
import type { Movement } from "../types";
import { useTakeBack } from "./use-take-back";

interface Props {
  movement: Movement;
  onClose: () => void;
}

/** The level's figures right now, and whether a later count keeps its number anyway. */
function useForecast(movement: Movement) {
  const { data } = useInfiniteQuery(itemLevelsQuery(movement.sku));
  const level = rowsOf(data).find((each) => each.id === movement.level_id);
  const { data: explanation } = useQuery({
    ...explanationQuery(movement.level_id, level?.version ?? 0),
    enabled: level !== undefined,
  });
  const countedAt = explanation?.count?.counted_at;
  const absorbed =
    movement.kind !== "count" &&
    countedAt !== undefined &&
    Date.parse(movement.occurred_at) < Date.parse(countedAt);
  return { onHand: level?.on_hand, absorbed };
}

function Forecast({ movement }: { movement: Movement }) {
  const { t, format } = useI18n();
  const { onHand, absorbed } = useForecast(movement);
  if (movement.kind === "count" || onHand === undefined) return null;
  return (
    <div className="flex min-h-9 items-center gap-2 rounded-md bg-sunken px-3 py-1.5 text-sm text-ink-3">
      <span className="mr-auto">{absorbed ? t.ledger.takeBackEarlier : t.stock.onHand}</span>
      <span className="nums">{format.number(onHand)}</span>
      {!absorbed && (
        <>
          <ArrowRight className="size-3.5" aria-hidden="true" />
          <span className="nums font-semibold text-ink">
            {format.number(onHand - movement.delta_on_hand)}
          </span>
        </>
      )}
    </div>
  );
}

/** Says what will be written before it is written. */
export function TakeBackDialog({ movement, onClose }: Props) {
  const { t, format } = useI18n();
  const { choices } = useReasons();
  const [reason, setReason] = useState("");
  const takeBack = useTakeBack();
  const keyFor = useAttempt();
  const { id } = movement;
  const kind = t.stock.kinds[movement.kind] ?? movement.kind;
  const run = () => {
    const body = { reason: reason || null };
    takeBack.mutate(
      { id, ...body, idempotencyKey: keyFor(body, takeBack.error) },
      {
        onSuccess: () => {
          toast.success(t.ledger.takenBackDone(id));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.ledger.takeBackTitle(kind, format.signed(movement.delta_on_hand))}
      description={`#${String(id)} · ${movement.sku} · ${movement.location}`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <div className="grid gap-3.5 px-5 py-4">
          {takeBack.error && (
            <p role="alert" className="rounded-md bg-out-soft px-3 py-2 text-sm text-out">
              {wordsForWrite(takeBack.error, t)}
            </p>
          )}
          <p className="text-sm text-pretty text-ink-2">
            {movement.kind === "count"
              ? t.ledger.takeBackCount
              : t.ledger.takeBackText(id, format.signed(-movement.delta_on_hand))}
          </p>
          <Forecast movement={movement} />
          <Field label={t.ledger.adjust.reason} optional={t.common.optional}>
            {(ids) => (
              <Select
                {...ids}
                className="w-full"
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              >
                <option value="">{t.ledger.adjust.noReason}</option>
                {choices.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={takeBack.isPending} autoFocus>
            {t.ledger.takeBack}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

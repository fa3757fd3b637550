import toast from "react-hot-toast";
import { ActionToast } from "@/components/ui/action-toast";
import { useUnansweredToast } from "@/components/ui/unanswered-toast";
import { isUnanswered } from "@/lib/api/attempt";
import { newIdempotencyKey } from "@/lib/api/idempotency";
import { toProblem, wordsFor, type ApiProblem } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { toBody, type MovementValues } from "./movement-schema";
import { useRecordMovement } from "./record-movement";

/**
 * Records a movement and says what became of it. Each one that is typed has its key; while nobody
 * knows whether it was recorded, a toast offers to send that very one again. After a refusal it
 * offers the values again, and what is made of them is a new one.
 */
export function useRecording(onFix: (values: MovementValues, problem: ApiProblem) => void) {
  const { t, format } = useI18n();
  const words = t.stock.movement;
  const sayUnanswered = useUnansweredToast();
  const { mutate } = useRecordMovement({
    onRecorded: ({ idempotencyKey: id }, { sku, delta_on_hand }) =>
      toast.success(words.done(sku, format.signed(delta_on_hand)), { id }),
    onFailed: (command, error) => {
      const { values, body, idempotencyKey: id } = command;
      if (isUnanswered(error)) {
        const onAgain = () => mutate({ ...command, again: true });
        sayUnanswered({ id, what: body.sku, error, onAgain });
        return;
      }
      const fix = () => {
        toast.dismiss(id);
        onFix(values, toProblem(error));
      };
      toast.error(
        <ActionToast
          title={words.refused(body.sku)}
          detail={wordsFor(error, t)}
          action={words.fix}
          onAction={fix}
        />,
        { id },
      );
    },
  });
  return (values: MovementValues) =>
    mutate({ values, body: toBody(values), idempotencyKey: newIdempotencyKey() });
}

import { ArrowRight, ChevronDown } from "lucide-react";
import { useEffect, useId, useState } from "react";
import toast from "react-hot-toast";
import { TOUCH_BUTTON } from "@/components/sheet/touch";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Ago } from "@/components/ui/time";
import { wordsForWrite } from "@/lib/api/attempt";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { useCancelTransfer, useReceive } from "./api";
import { ReceiveSheet } from "./receive-sheet";
import { inTransit, sentIn } from "./sums";
import { TransferLines } from "./transfer-lines";
import type { Place, Transfer, TransferState } from "./types";

const SURE_FOR_MS = 4_000;
const TONES: Record<TransferState, Tone> = {
  in_transit: "accent",
  received: "ok",
  cancelled: "neutral",
};

interface Props {
  transfer: Transfer;
  locations: readonly Place[];
  canWrite: boolean;
  onOpen: (sku: string) => void;
}

/** Asks once more in its own place before goods turn back. */
function CancelButton({ transfer }: { transfer: Transfer }) {
  const { t } = useI18n();
  const cancel = useCancelTransfer(transfer);
  const [asks, setAsks] = useState(false);
  useEffect(() => {
    if (!asks) return undefined;
    const timer = setTimeout(() => setAsks(false), SURE_FOR_MS);
    return () => clearTimeout(timer);
  }, [asks]);
  const click = () => {
    setAsks(!asks);
    if (!asks) return;
    cancel.settle(null, {
      onSuccess: () => toast.success(t.transfers.cancelledDone(transfer.id)),
      onError: (error) => toast.error(wordsForWrite(error, t)),
    });
  };
  return (
    <Button
      variant="ghost"
      busy={cancel.isPending}
      onClick={click}
      className={cx(TOUCH_BUTTON, asks && "text-out hover:text-out")}
    >
      {asks ? t.transfers.cancelSure : t.transfers.cancelTransfer}
    </Button>
  );
}

function Actions({ transfer }: { transfer: Transfer }) {
  const { t } = useI18n();
  const receive = useReceive(transfer);
  const [isOpen, setOpen] = useState(false);
  const receiveAll = () =>
    receive.settle(
      { close: false },
      {
        onSuccess: () => toast.success(t.transfers.receivedDone(transfer.id)),
        onError: (error) => toast.error(wordsForWrite(error, t)),
      },
    );
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pt-1 pb-3">
      <Button
        variant="primary"
        busy={receive.isPending}
        onClick={receiveAll}
        className={TOUCH_BUTTON}
      >
        {t.transfers.receiveAll}
      </Button>
      <Button onClick={() => setOpen(true)} className={TOUCH_BUTTON}>
        {t.transfers.receivePart}
      </Button>
      <span className="ml-auto">
        <CancelButton transfer={transfer} />
      </span>
      <ReceiveSheet transfer={transfer} open={isOpen} onClose={() => setOpen(false)} />
    </div>
  );
}

/** One transfer: where from, where to, how much is still on its way; unfolded, each line. */
export function TransferCard({ transfer, locations, canWrite, onOpen }: Props) {
  const { t, format } = useI18n();
  const isOpenState = transfer.state === "in_transit";
  const [isOpen, setOpen] = useState(false);
  const panel = useId();
  const nameOf = (code: string) => locations.find((each) => each.code === code)?.name ?? code;
  const from = nameOf(transfer.from_location);
  const to = nameOf(transfer.to_location);
  const pieces = format.number(sentIn(transfer));
  const facts = [
    t.transfers.number(transfer.id),
    t.transfers.summary(transfer.lines.length, pieces),
    transfer.reference,
    transfer.actor,
  ];
  return (
    <div data-testid={`transfer-${String(transfer.id)}`}>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={panel}
        onClick={() => setOpen(!isOpen)}
        className="focus-inset flex w-full items-center gap-3 px-4 py-3 text-left hover:bg-hover"
      >
        <span className="min-w-0 flex-1">
          <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
            <span className="truncate text-md font-medium">{from}</span>
            <ArrowRight className="size-3.5 shrink-0 text-ink-3" aria-hidden="true" />
            <span className="sr-only">{"→"}</span>
            <span className="truncate text-md font-medium">{to}</span>
            <Badge tone={TONES[transfer.state]}>
              {isOpenState
                ? t.transfers.inTransit(format.number(inTransit(transfer)))
                : t.transfers.states[transfer.state]}
            </Badge>
          </span>
          <span className="nums mt-0.5 block text-xs text-ink-3">
            {facts.filter(Boolean).join(" · ")} · <Ago at={transfer.created_at} />
          </span>
        </span>
        <ChevronDown
          aria-hidden="true"
          className={cx("size-4 shrink-0 text-ink-3 transition-transform", isOpen && "rotate-180")}
        />
      </button>
      <div id={panel} hidden={!isOpen}>
        {isOpen && <TransferLines transfer={transfer} onOpen={onOpen} />}
        {isOpen && isOpenState && canWrite && <Actions transfer={transfer} />}
      </div>
    </div>
  );
}

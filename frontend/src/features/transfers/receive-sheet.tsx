import { X } from "lucide-react";
import { useRef, useState } from "react";
import toast from "react-hot-toast";
import { CheckField } from "@/components/sheet/check-field";
import { QuantityField } from "@/components/sheet/quantity-field";
import { ScanField } from "@/components/sheet/scan-field";
import { TOUCH_BUTTON, TOUCH_ICON } from "@/components/sheet/touch";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { isUnanswered, wordsForWrite } from "@/lib/api/attempt";
import { cx } from "@/lib/dom/cx";
import { isSame } from "@/lib/format/identifiers";
import { useI18n } from "@/lib/i18n/provider";
import { plainCode } from "@/lib/sheet/code";
import { playCue } from "@/lib/sheet/cue";
import { findByCode } from "@/lib/sheet/find-item";
import { stepped } from "@/lib/sheet/lines";
import { useReceive } from "./api";
import {
  arrivedTotal,
  expectedOf,
  faultOf,
  inTransit,
  toReceipt,
  type Arrived,
  type Expected,
} from "./sums";
import type { Transfer } from "./types";

const UNKNOWN_MAX = 4;

interface LineProps {
  expected: Expected;
  arrived: Arrived;
  disabled: boolean;
  onChange: (sku: string, quantity: string) => void;
  onScan: (code: string) => void;
  onDone: () => void;
  onSend: () => void;
}

function ExpectedLine({ expected, arrived, disabled, onChange, ...keys }: LineProps) {
  const { t, format } = useI18n();
  const { sku, name, open } = expected;
  const fault = faultOf(expected, arrived);
  const noteId = `arrived-${String(expected.itemId)}`;
  const item = `${sku} ${name}`;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-5 py-2.5">
      <div className="min-w-36 flex-1">
        <p className="text-md font-medium">{name}</p>
        <p className="nums text-xs text-ink-3">
          {sku} · {t.transfers.inTransit(format.number(open))}
        </p>
      </div>
      <QuantityField
        value={arrived[sku] ?? "0"}
        least={0}
        label={t.transfers.arrivedOf(item)}
        item={item}
        disabled={disabled}
        describedBy={noteId}
        isWrong={fault !== null}
        onChange={(quantity) => onChange(sku, quantity)}
        {...keys}
      />
      <p id={noteId} className={cx("w-full text-xs text-out", !fault && "hidden")}>
        {fault === "tooMany" && t.transfers.tooMany}
        {fault === "quantityWhole" && t.sheets.quantityWhole}
      </p>
    </li>
  );
}

/** Counts up what a code stands for, if the transfer still expects it. */
function useArrivals(expected: readonly Expected[]) {
  const [arrived, setArrived] = useState<Arrived>({});
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const count = (sku: string) => {
    playCue("good");
    setArrived((known) => ({ ...known, [sku]: stepped(known[sku] ?? "0", 1, 0) }));
  };
  const refuse = (code: string) => {
    playCue("bad");
    setUnknown((known) => [code, ...known.filter((each) => each !== code)].slice(0, UNKNOWN_MAX));
  };
  const scan = (text: string) => {
    const code = plainCode(text);
    const bySku = expected.find(({ sku }) => isSame(sku, code));
    if (bySku) {
      count(bySku.sku);
      return;
    }
    findByCode(code).then(
      (match) => {
        const items =
          match.kind === "one" ? [match.item] : match.kind === "several" ? match.items : [];
        const found = expected.find(({ sku }) => items.some((item) => item.sku === sku));
        if (found) count(found.sku);
        else refuse(code);
      },
      () => refuse(code),
    );
  };
  const set = (sku: string, quantity: string) =>
    setArrived((known) => ({ ...known, [sku]: quantity }));
  return { arrived, unknown, scan, set, dismiss: () => setUnknown([]) };
}

/** Codes that were scanned and do not belong here, until somebody has seen them. */
function Unknown({ codes, onDismiss }: { codes: readonly string[]; onDismiss: () => void }) {
  const { t } = useI18n();
  return (
    <div className="flex items-start gap-2 border-b border-line bg-out-soft px-5 py-2.5 text-sm text-out">
      <p className="flex-1">
        {t.transfers.notInTransfer}{" "}
        <strong className="nums font-semibold [overflow-wrap:anywhere]">{codes.join(", ")}</strong>
      </p>
      <IconButton
        label={t.sheets.dismiss(codes.join(", "))}
        onClick={onDismiss}
        className={`-my-1 -mr-2 max-lg:-my-2.5 ${TOUCH_ICON}`}
      >
        <X className="size-4" aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function Form({ transfer, onClose }: { transfer: Transfer; onClose: () => void }) {
  const { t, format } = useI18n();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [close, setClose] = useState(false);
  const expected = expectedOf(transfer);
  const { arrived, unknown, scan, set, dismiss } = useArrivals(expected);
  const receive = useReceive(transfer);
  const isSilent = receive.isError && isUnanswered(receive.error);
  const total = arrivedTotal(expected, arrived);
  const isRight = expected.every((each) => faultOf(each, arrived) === null);
  const hasContent = total > 0 || close;
  const send = () => {
    if (!isRight || !hasContent || receive.isPending) return;
    receive.settle(toReceipt(expected, arrived, close), {
      onSuccess: (settled) => {
        const left = inTransit(settled);
        toast.success(
          left > 0
            ? t.transfers.partDone(settled.id, format.number(left))
            : t.transfers.receivedDone(settled.id),
        );
        onClose();
      },
    });
  };
  const toFirst = () =>
    list.current?.querySelector<HTMLInputElement>("[data-quantity]:enabled")?.focus();
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div role="alert" className="empty:hidden">
          {unknown.length > 0 && <Unknown codes={unknown} onDismiss={dismiss} />}
          {receive.isError && (
            <p className="border-b border-line bg-out-soft px-5 py-2.5 text-sm text-out">
              {wordsForWrite(receive.error, t)}
            </p>
          )}
        </div>
        <ul ref={list} aria-label={t.sheets.linesLabel}>
          {expected.map((each) => (
            <ExpectedLine
              key={each.sku}
              expected={each}
              arrived={arrived}
              disabled={receive.isPending || isSilent}
              onChange={set}
              onScan={scan}
              onDone={() => field.current?.focus()}
              onSend={send}
            />
          ))}
        </ul>
      </div>
      <footer className="grid gap-3 border-t border-line px-5 py-3">
        <ScanField
          field={field}
          label={t.transfers.scanArrived}
          onScan={scan}
          onDown={toFirst}
          onEscape={onClose}
          onSend={send}
        />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <CheckField
            label={t.transfers.close}
            hint={t.transfers.closeHint}
            checked={close}
            disabled={receive.isPending || isSilent}
            onChange={setClose}
          />
          <Button
            variant="primary"
            busy={receive.isPending}
            disabled={!isRight || !hasContent || receive.isPending}
            onClick={send}
            className={cx("h-9 px-4 max-sm:w-full", TOUCH_BUTTON)}
          >
            {isSilent
              ? t.sheets.sendAgain
              : total > 0
                ? t.transfers.receive(format.number(total))
                : close
                  ? t.transfers.closeOnly
                  : t.transfers.receive("0")}
          </Button>
        </div>
      </footer>
    </>
  );
}

/** What of a transfer has arrived: scanned piece by piece, or typed. */
export function ReceiveSheet({
  transfer,
  open,
  onClose,
}: {
  transfer: Transfer;
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useI18n();
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t.transfers.receiveTitle(transfer.id)}
      description={t.transfers.route(transfer.from_location, transfer.to_location)}
    >
      <Form transfer={transfer} onClose={onClose} />
    </Sheet>
  );
}

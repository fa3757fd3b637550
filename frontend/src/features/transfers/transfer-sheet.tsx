"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useCallback, type ReactNode } from "react";
import toast from "react-hot-toast";
import { CheckField } from "@/components/sheet/check-field";
import { SheetView } from "@/components/sheet/sheet-view";
import { TOUCH_FIELD, TOUCH_ICON, TOUCH_SELECT } from "@/components/sheet/touch";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input, Select } from "@/components/ui/input";
import { readQuantity } from "@/lib/format/quantity";
import { useI18n } from "@/lib/i18n/provider";
import type { Line } from "@/lib/sheet/lines";
import { newSheet, type Sheet } from "@/lib/sheet/sheet";
import { useDraftStore } from "@/lib/sheet/use-draft-store";
import { useSending } from "@/lib/sheet/use-sending";
import { useSheet } from "@/lib/sheet/use-sheet";
import { postTransfer, takeIn } from "./api";
import { readTransfer, toTransfer } from "./send";
import { TRANSFER_LINES_MAX, type Place, type TransferBody, type TransferHead } from "./types";

type TransferSheetState = Sheet<TransferHead, TransferBody, number>;

const START: TransferSheetState = newSheet({ from: "", to: "", reference: "", arrived: false });

interface SettingsProps {
  head: TransferHead;
  locations: readonly Place[];
  disabled: boolean;
  onChange: (patch: Partial<TransferHead>) => void;
}

interface PlaceProps {
  label: string;
  value: string;
  /** The other end, which cannot be this one. */
  other: string;
  locations: readonly Place[];
  disabled: boolean;
  onChange: (code: string) => void;
}

function PlaceField({ label, value, other, locations, disabled, onChange }: PlaceProps) {
  const { t } = useI18n();
  return (
    <Field label={label}>
      {(ids) => (
        <Select
          {...ids}
          className={`w-full ${TOUCH_SELECT}`}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{t.transfers.choose}</option>
          {locations.map(({ code, name, active }) => (
            <option key={code} value={code} disabled={!active || code === other}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function TransferSettings({ head, locations, disabled, onChange }: SettingsProps) {
  const { t } = useI18n();
  const common = { locations, disabled };
  return (
    <div className="grid gap-4">
      <PlaceField
        {...common}
        label={t.transfers.from}
        value={head.from}
        other={head.to}
        onChange={(from) => onChange({ from })}
      />
      <PlaceField
        {...common}
        label={t.transfers.to}
        value={head.to}
        other={head.from}
        onChange={(to) => onChange({ to })}
      />
      <Field label={t.transfers.reference} optional={t.common.optional}>
        {(ids) => (
          <Input
            {...ids}
            value={head.reference}
            disabled={disabled}
            maxLength={500}
            autoComplete="off"
            placeholder={t.transfers.referenceHint}
            className={TOUCH_FIELD}
            onChange={(event) => onChange({ reference: event.target.value })}
          />
        )}
      </Field>
      <CheckField
        label={t.transfers.arrived}
        hint={t.transfers.arrivedHint}
        checked={head.arrived}
        disabled={disabled}
        onChange={(arrived) => onChange({ arrived })}
      />
    </div>
  );
}

function SheetHead({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  return (
    <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-surface px-2">
      <IconButton label={t.transfers.backToList} onClick={onClose} className={TOUCH_ICON}>
        <ArrowLeft className="size-4" aria-hidden="true" />
      </IconButton>
      <h2 className="text-sm font-semibold">{t.transfers.sheet}</h2>
    </div>
  );
}

interface Props {
  locations: readonly Place[];
  /** What is available of an item at a location, and what a change leaves of it. */
  available: (sku: string, location: string, delta: number | null) => ReactNode;
  /** Back to the list, also after the goods have left; the draft stays. */
  onClose: () => void;
}

/** What leaves one location for another: all of it, or nothing. */
export function TransferSheet({ locations, available, onClose }: Props) {
  const { t } = useI18n();
  const client = useQueryClient();
  const store = useDraftStore<TransferSheetState>("transfer", 1);
  const desk = useSheet({ start: START, store, linesMax: TRANSFER_LINES_MAX });
  const { head, lines, outbox } = desk.sheet;
  const { dispatch } = desk;
  const sending = useSending({
    desk,
    post: postTransfer,
    read: readTransfer,
    onAnswer: (transfer) => {
      takeIn(client, transfer);
      const isGone = transfer.state === "in_transit";
      toast.success(isGone ? t.transfers.gone(transfer.id) : t.transfers.arrivedDone(transfer.id));
      dispatch({ type: "forgotten" });
      dispatch({ type: "headed", patch: { reference: "", arrived: false } });
      onClose();
    },
  });
  const { from, to } = head;
  const known = useCallback(
    (line: Line) => {
      const quantity = readQuantity(line.quantity);
      return from !== "" && available(line.sku, from, quantity === null ? null : -quantity);
    },
    [available, from],
  );
  const nameOf = (code: string) => locations.find((each) => each.code === code)?.name ?? code;
  const complaint = () => {
    if (from === "") return t.transfers.fromMissing;
    if (to === "") return t.transfers.toMissing;
    return from === to ? t.transfers.sameLocation : null;
  };
  return (
    <>
      <SheetHead onClose={onClose} />
      <SheetView
        desk={desk}
        sending={sending}
        settings={
          <TransferSettings
            head={head}
            locations={locations}
            disabled={outbox !== null}
            onChange={(patch) => dispatch({ type: "headed", patch })}
          />
        }
        summary={from && to ? `${nameOf(from)} → ${nameOf(to)}` : ""}
        needsSettings={from === "" || to === ""}
        least={1}
        complaint={complaint}
        toBody={toTransfer}
        action={lines.length > 0 ? t.transfers.send(lines.length) : t.transfers.sendNone}
        empty={{ title: t.transfers.emptyTitle, text: t.transfers.emptyText }}
        label={t.sheets.quantityOf}
        known={known}
      />
    </>
  );
}

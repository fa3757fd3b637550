"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { SheetView } from "@/components/sheet/sheet-view";
import { readQuantity } from "@/lib/format/quantity";
import { useI18n } from "@/lib/i18n/provider";
import type { Line } from "@/lib/sheet/lines";
import { isOpenMoment } from "@/lib/sheet/moment";
import { isFuture } from "@/lib/sheet/problems";
import { newSheet, type Sheet } from "@/lib/sheet/sheet";
import { useDraftStore } from "@/lib/sheet/use-draft-store";
import { useSheet } from "@/lib/sheet/use-sheet";
import { locationsQuery } from "../api";
import { signedDelta } from "../status";
import { toMovements } from "./batch";
import { KnownAvailable } from "./known-level";
import { MovementSettings } from "./movement-settings";
import { RecordedList } from "./recorded-list";
import type { BatchBody, MovementHead, Recorded } from "./types";
import { useBatch } from "./use-batch";

type MovementSheetState = Sheet<MovementHead, BatchBody, Recorded>;

const START: MovementSheetState = newSheet({
  kind: "receive",
  direction: "up",
  location: "",
  reason: "",
  reference: "",
  at: "",
  together: false,
});

/** Many lines of one kind at one place: a delivery, a shelf of broken goods, a day of sales. */
export function MovementSheet({ onOpen }: { onOpen: (sku: string) => void }) {
  const { t } = useI18n();
  const store = useDraftStore<MovementSheetState>("movements", 1);
  const desk = useSheet({ start: START, store });
  const sending = useBatch(desk);
  const { head, lines, outbox, done } = desk.sheet;
  const { kind, direction, location } = head;
  const { data: locations = [] } = useQuery(locationsQuery());
  const { dispatch } = desk;
  const change = useCallback(
    (patch: Partial<MovementHead>) => dispatch({ type: "headed", patch }),
    [dispatch],
  );
  const known = useCallback(
    (line: Line) => {
      const quantity = readQuantity(line.quantity);
      const sign = kind === "adjust" && direction === "down" ? -1 : 1;
      const delta = quantity === null ? null : sign * signedDelta(kind, quantity);
      return <KnownAvailable sku={line.sku} location={location} delta={delta} />;
    },
    [kind, direction, location],
  );
  const place = locations.find(({ code }) => code === location)?.name ?? location;
  const complaint = () => {
    if (location === "") return t.sheets.locationMissing;
    if (isOpenMoment(head.at)) return `${t.sheets.when}: ${t.sheets.whenOpen}`;
    return isFuture(head.at, Date.now()) ? `${t.sheets.when}: ${t.sheets.future}` : null;
  };
  return (
    <SheetView
      desk={desk}
      sending={sending}
      settings={<MovementSettings head={head} disabled={outbox !== null} onChange={change} />}
      summary={[t.stock.kinds[kind], place].filter(Boolean).join(" · ")}
      needsSettings={location === ""}
      least={1}
      complaint={complaint}
      toBody={toMovements}
      action={lines.length > 0 ? t.sheets.record(lines.length) : t.sheets.recordNone}
      empty={{ title: t.sheets.emptyTitle, text: t.sheets.emptyText }}
      label={t.sheets.quantityOf}
      known={known}
      recorded={
        done.length > 0 && (
          <RecordedList
            recorded={done}
            onOpen={onOpen}
            onForget={() => dispatch({ type: "forgotten" })}
          />
        )
      }
    />
  );
}

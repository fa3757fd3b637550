"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { CheckField } from "@/components/sheet/check-field";
import { SheetView } from "@/components/sheet/sheet-view";
import { WhenButton } from "@/components/sheet/when-field";
import { readQuantity } from "@/lib/format/quantity";
import { useI18n } from "@/lib/i18n/provider";
import type { Line } from "@/lib/sheet/lines";
import { newSheet, type Sheet } from "@/lib/sheet/sheet";
import { useDraftStore } from "@/lib/sheet/use-draft-store";
import { useSheet } from "@/lib/sheet/use-sheet";
import { locationsQuery } from "../api";
import { toCounts } from "./batch";
import { KnownOnHand } from "./known-level";
import { LocationField, ReferenceField } from "./place-fields";
import { RecordedList } from "./recorded-list";
import type { BatchBody, CountHead, Recorded } from "./types";
import { useDoubt } from "./use-doubt";
import { useBatch } from "./use-batch";
import { useZones } from "./use-zone";

type CountSheetState = Sheet<CountHead, BatchBody, Recorded>;

const START: CountSheetState = newSheet({ location: "", reference: "", blind: false });

interface SettingsProps {
  head: CountHead;
  disabled: boolean;
  onChange: (patch: Partial<CountHead>) => void;
}

function CountSettings({ head, disabled, onChange }: SettingsProps) {
  const { t } = useI18n();
  return (
    <div className="grid gap-4">
      <LocationField
        value={head.location}
        disabled={disabled}
        onChange={(location) => onChange({ location })}
      />
      <ReferenceField
        value={head.reference}
        disabled={disabled}
        onChange={(reference) => onChange({ reference })}
      />
      <CheckField
        label={t.sheets.blind}
        hint={t.sheets.blindHint}
        checked={head.blind}
        disabled={disabled}
        onChange={(blind) => onChange({ blind })}
      />
    </div>
  );
}

/** What is really on the shelves of one place. Each number has its own time. */
export function CountSheet({ onOpen }: { onOpen: (sku: string) => void }) {
  const { t } = useI18n();
  const store = useDraftStore<CountSheetState>("counts", 1);
  const desk = useSheet({ start: START, store });
  const sending = useBatch(desk);
  const { head, lines, outbox, done } = desk.sheet;
  const { location, blind } = head;
  const { data: locations = [] } = useQuery(locationsQuery());
  const { dispatch } = desk;
  const zone = useZones()(location);
  const doubt = useDoubt(lines, location, blind);
  const change = useCallback(
    (patch: Partial<CountHead>) => dispatch({ type: "headed", patch }),
    [dispatch],
  );
  const known = useCallback(
    (line: Line) =>
      !blind && (
        <KnownOnHand sku={line.sku} location={location} counted={readQuantity(line.quantity)} />
      ),
    [blind, location],
  );
  const when = useCallback(
    (line: Line, isFrozen: boolean) => (
      <WhenButton
        label={(moment) => t.sheets.countedAt(line.sku, moment)}
        zone={zone}
        value={line.at}
        disabled={isFrozen}
        onChange={(at) => at !== "" && dispatch({ type: "dated", id: line.id, at })}
      />
    ),
    [t, dispatch, zone],
  );
  return (
    <SheetView
      desk={desk}
      sending={sending}
      settings={<CountSettings head={head} disabled={outbox !== null} onChange={change} />}
      summary={locations.find(({ code }) => code === location)?.name ?? location}
      needsSettings={location === ""}
      least={0}
      complaint={() => (location === "" ? t.sheets.locationMissing : doubt())}
      toBody={toCounts}
      action={lines.length > 0 ? t.sheets.recordCounts(lines.length) : t.sheets.recordNone}
      empty={{ title: t.sheets.emptyCountTitle, text: t.sheets.emptyCountText }}
      label={t.sheets.countedOf}
      known={known}
      extra={when}
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

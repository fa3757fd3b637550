"use client";

import { CircleAlert, ScanBarcode } from "lucide-react";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { EmptyState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";
import type { Line } from "@/lib/sheet/lines";
import { faultsOf, isOurs, problemWords } from "@/lib/sheet/problems";
import type { Sending } from "@/lib/sheet/use-sending";
import type { SheetDesk } from "@/lib/sheet/use-sheet";
import { LineRow, type LineActions } from "./line-row";
import { Notices } from "./notices";
import { focusForScanner, ScanField } from "./scan-field";
import { SendBar } from "./send-bar";
import { SheetFrame } from "./sheet-frame";
import { Waiting } from "./waiting";

interface Props<Head, Body, Done> {
  desk: SheetDesk<Head, Body, Done>;
  sending: Sending<Body>;
  settings: ReactNode;
  summary: string;
  needsSettings: boolean;
  /** The smallest number that a line may have. */
  least: 0 | 1;
  /** What is still wrong with the head; null when it may be sent. */
  complaint: () => string | null;
  toBody: (head: Head, lines: readonly Line[]) => Body;
  action: string;
  empty: { title: string; text: string };
  label: (item: string) => string;
  known: (line: Line) => ReactNode;
  extra?: (line: Line, isFrozen: boolean) => ReactNode;
  /** What was recorded, below the lines. */
  recorded?: ReactNode;
}

/** The last scan, said aloud to whoever cannot see it. */
function LastScan({ line }: { line: Line | undefined }) {
  const { t } = useI18n();
  return (
    <p aria-live="polite" className="sr-only">
      {line?.state === "ready" ? t.sheets.lastScan(line.name, line.quantity) : ""}
    </p>
  );
}

function Refusal({ text }: { text: string }) {
  const { t } = useI18n();
  return (
    <p
      role="alert"
      className="flex items-start gap-2 border-b border-line bg-out-soft px-4 py-2.5 text-sm text-out"
    >
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <span>
        <strong className="font-semibold">{t.sheets.refusedAll}</strong> {text}
      </span>
    </p>
  );
}

function useMessage<Head, Body, Done>(desk: SheetDesk<Head, Body, Done>) {
  const { t } = useI18n();
  const { head, lines } = desk.sheet;
  // A complaint about the head holds only as long as the head is as it was.
  const [complaint, setComplaint] = useState<{ head: Head; text: string } | null>(null);
  const problems = lines.flatMap((line) => line.problem ?? []);
  const lineMessage = problems.some(isOurs)
    ? t.sheets.someWrong
    : problems.length > 0
      ? t.sheets.refusedSome(problems.length)
      : null;
  const message = complaint?.head === head && complaint.text ? complaint.text : lineMessage;
  return { message, complain: (text: string) => setComplaint({ head, text }) };
}

/** A working sheet, whatever it records. */
export function SheetView<Head, Body, Done>(props: Props<Head, Body, Done>) {
  const { desk, sending, least, label, known, extra, empty } = props;
  const { t, format } = useI18n();
  const { sheet, dispatch, frozen } = desk;
  const { lines, outbox, refusal } = sheet;
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { message, complain } = useMessage(desk);

  const send = () => {
    if (outbox || lines.length === 0) return;
    field.current?.focus();
    const text = props.complaint();
    const faults = faultsOf(lines, least, Date.now());
    complain(text ?? "");
    if (text) return;
    if (faults.size > 0) dispatch({ type: "faulted", problems: faults });
    else {
      const ids = lines.map((line) => line.id);
      sending.send(props.toBody(sheet.head, lines), ids);
    }
  };
  const toFirst = () => {
    const first = list.current?.querySelector<HTMLInputElement>("[data-quantity]:enabled");
    first?.focus();
  };
  const latest = useRef({ desk, send });
  useEffect(() => {
    latest.current = { desk, send };
  });
  const actions = useMemo<LineActions>(
    () => ({
      quantity: (line, quantity) =>
        dispatch({ type: "counted", id: line.id, quantity, at: new Date().toISOString() }),
      remove: (line) => {
        dispatch({ type: "removed", id: line.id });
        focusForScanner(field.current);
      },
      scan: (code) => latest.current.desk.scan(code),
      done: () => field.current?.focus(),
      send: () => latest.current.send(),
    }),
    [dispatch],
  );
  const newest = desk.notices[0];
  return (
    <SheetFrame
      settings={props.settings}
      summary={props.summary}
      needsSettings={props.needsSettings}
      scan={
        <ScanField
          field={field}
          onScan={desk.scan}
          onDown={toFirst}
          onEscape={() => newest && desk.dismiss(newest)}
          onSend={send}
        />
      }
      send={
        <SendBar
          lines={lines}
          isSending={sending.isSending}
          isWaiting={outbox !== null && !sending.isSending}
          message={message}
          isDone={sheet.done.length > 0}
          action={props.action}
          onSend={send}
          onClear={() => {
            dispatch({ type: "cleared" });
            focusForScanner(field.current);
          }}
        />
      }
    >
      <Notices
        notices={desk.notices}
        onChoose={(notice, item) => {
          desk.choose(notice, item);
          focusForScanner(field.current);
        }}
        onDismiss={(notice) => {
          desk.dismiss(notice);
          focusForScanner(field.current);
        }}
      />
      {outbox && !sending.isSending && (
        <Waiting
          silence={sending.silence}
          onAgain={sending.sendAgain}
          onTakeBack={() => dispatch({ type: "taken_back" })}
        />
      )}
      {refusal && <Refusal text={problemWords(refusal, t, format)} />}
      <LastScan line={lines[0]} />
      {lines.length === 0 && !props.recorded && (
        <EmptyState
          icon={<ScanBarcode className="size-5" strokeWidth={1.75} aria-hidden="true" />}
          title={empty.title}
          text={empty.text}
        />
      )}
      <ul ref={list} aria-label={t.sheets.linesLabel} className="empty:hidden">
        {lines.map((line, place) => (
          <LineRow
            key={line.id}
            line={line}
            isFirst={place === 0}
            isFrozen={frozen.has(line.id)}
            least={least}
            label={label}
            actions={actions}
            known={known}
            extra={extra}
          />
        ))}
      </ul>
      {props.recorded}
    </SheetFrame>
  );
}

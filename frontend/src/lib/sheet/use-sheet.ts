// How does a sheet live on a page: kept for a reload, its codes looked up, its scans heard?
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useReducer, useRef, useState, type Dispatch } from "react";
import { toProblem } from "@/lib/api/problem";
import { useStreamStatus } from "@/lib/live/provider";
import { CODE_LENGTH_MAX, plainCode, type Coded, type Match } from "./code";
import { playCue } from "./cue";
import type { DraftStore } from "./draft";
import { findByCode } from "./find-item";
import { carries, isFull, LINES_MAX, type Line } from "./lines";
import { frozenIn, reduceSheet, type Sheet, type SheetAction } from "./sheet";

const KNOWN_FOR_MS = 60_000;
const NOTICES_MAX = 4;

/** Why a scan made no line; `items` may be meant instead. */
export interface Notice {
  kind: "unknown" | "several" | "archived" | "full" | "long";
  code: string;
  items: readonly Coded[];
}

export interface SheetDesk<Head, Body, Done> {
  sheet: Sheet<Head, Body, Done>;
  dispatch: Dispatch<SheetAction<Head, Body, Done>>;
  frozen: ReadonlySet<number>;
  /** Still lines of which nobody knows the item. */
  isAsking: boolean;
  /** Newest first; they stay until somebody has dealt with them. */
  notices: readonly Notice[];
  scan: (text: string) => void;
  choose: (notice: Notice, item: Coded) => void;
  dismiss: (notice: Notice) => void;
}

interface Options<Head, Body, Done> {
  start: Sheet<Head, Body, Done>;
  store: DraftStore<Sheet<Head, Body, Done>>;
  linesMax?: number;
}

function without(notices: readonly Notice[], gone: Notice): Notice[] {
  return notices.filter(({ kind, code }) => kind !== gone.kind || code !== gone.code);
}

function noticeOf(code: string, match: Match): Notice | null {
  if (match.kind === "several") return { kind: "several", code, items: match.items };
  if (match.kind === "none") return { kind: "unknown", code, items: match.near };
  return match.item.status === "archived" ? { kind: "archived", code, items: [] } : null;
}

/** Looks up every line that asks, each once; what cannot be reached asks again when live. */
function useLookups(
  lines: readonly Line[],
  dispatch: Dispatch<SheetAction<never, never, never>>,
  onNotice: (notice: Notice) => void,
): void {
  const client = useQueryClient();
  const underway = useRef(new Set<number>());
  useEffect(() => {
    const settle = (line: Line, match: Match) => {
      const [code = line.sku] = line.codes;
      const notice = noticeOf(code, match);
      if (notice) {
        dispatch({ type: "removed", id: line.id });
        onNotice(notice);
      } else if (match.kind === "one") {
        dispatch({ type: "identified", id: line.id, item: match.item });
      }
    };
    for (const line of lines) {
      if (line.state !== "asking" || underway.current.has(line.id)) continue;
      underway.current.add(line.id);
      const [code = line.sku] = line.codes;
      client
        .fetchQuery({
          queryKey: ["sheet", "code", code],
          queryFn: () => findByCode(code),
          staleTime: KNOWN_FOR_MS,
          retry: false,
        })
        .then((match) => settle(line, match))
        .catch((error: unknown) => {
          const problem = toProblem(error);
          const isAnswer = problem.status === 422 || problem.status === 404;
          if (isAnswer) settle(line, { kind: "none", near: [] });
          else dispatch({ type: "unreachable", id: line.id });
        })
        .finally(() => underway.current.delete(line.id));
    }
  }, [lines, client, dispatch, onNotice]);
}

/** Runs whenever the page becomes live again, and once when it is. */
export function useOnLive(run: () => void): void {
  const live = useStreamStatus().state === "live";
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  }, [run]);
  useEffect(() => {
    if (live) latest.current();
  }, [live]);
}

export function useSheet<Head, Body, Done>({
  start,
  store,
  linesMax = LINES_MAX,
}: Options<Head, Body, Done>): SheetDesk<Head, Body, Done> {
  const [sheet, dispatch] = useReducer(
    reduceSheet<Head, Body, Done>,
    null,
    () => store.load() ?? start,
  );
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  // Before the paint: a reload right after a scan must find it.
  const saved = useRef(sheet);
  useLayoutEffect(() => {
    if (saved.current === sheet) return;
    saved.current = sheet;
    store.save(sheet);
  }, [sheet, store]);
  const [refuse] = useState(() => (next: Notice) => {
    setNotices((known) => [next, ...without(known, next)].slice(0, NOTICES_MAX));
    playCue("bad");
  });
  const dismiss = (gone: Notice) => setNotices((known) => without(known, gone));
  useLookups(sheet.lines, dispatch as Dispatch<SheetAction<never, never, never>>, refuse);
  useOnLive(() => dispatch({ type: "asked_again" }));

  const scan = (text: string) => {
    const code = plainCode(text);
    if (code === "") return;
    const at = new Date().toISOString();
    const isKnown = sheet.lines.some((line) => carries(line, code));
    if (text.trim().length > CODE_LENGTH_MAX) refuse({ kind: "long", code, items: [] });
    else if (isFull(sheet.lines, linesMax) && !isKnown) refuse({ kind: "full", code, items: [] });
    else {
      playCue("good");
      dispatch({ type: "scanned", code, at });
    }
  };
  const choose = (notice: Notice, item: Coded) => {
    const code = notice.kind === "several" ? notice.code : item.sku;
    dismiss(notice);
    dispatch({ type: "chosen", code, item, at: new Date().toISOString() });
  };
  return {
    sheet,
    dispatch,
    frozen: frozenIn(sheet),
    isAsking: sheet.lines.some((line) => line.state !== "ready"),
    notices,
    scan,
    choose,
    dismiss,
  };
}

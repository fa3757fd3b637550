// How does a sheet reach the server, also when the first attempt is lost? What was sent is kept
// with its key and goes out again, unchanged, until there is an answer.
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { isUnanswered } from "@/lib/api/attempt";
import { toProblem, type ApiProblem } from "@/lib/api/problem";
import { useStreamStatus } from "@/lib/live/provider";
import { playCue } from "./cue";
import type { LineProblem } from "./lines";
import { outboxOf, type Outbox } from "./outbox";
import type { RowAnswer } from "./sheet";
import type { SheetDesk } from "./use-sheet";

const AGAIN_MS = 5_000;

interface Options<Head, Body, Done, Answer> {
  desk: SheetDesk<Head, Body, Done>;
  post: (outbox: Outbox<Body>) => Promise<Answer>;
  read: (answer: Answer, outbox: Outbox<Body>) => RowAnswer<Done>[];
  /** What the answer means for the rest of the page; runs even when the sheet was left. */
  onAnswer?: (answer: Answer) => void;
}

export interface Sending<Body> {
  send: (body: Body, lineIds: number[]) => void;
  sendAgain: () => void;
  isSending: boolean;
  /** Why there is no answer yet to what was sent. */
  silence: ApiProblem | null;
}

export function lineProblem(problem: ApiProblem): LineProblem {
  const { current } = problem.document as { current?: { available?: number } };
  return { code: problem.code, detail: problem.detail, available: current?.available };
}

/**
 * Problems of single rows: from fields such as `movements.3.quantity` or `lines.0.sku`, and from
 * the `row` or `line` that refused all the others.
 */
export function rowProblems(problem: ApiProblem): Map<number, LineProblem> {
  const found = new Map<number, LineProblem>();
  for (const { field, message } of problem.fields) {
    const row = /^(?:movements|lines)\.(\d+)/.exec(field)?.[1];
    if (row !== undefined) found.set(Number(row), { code: "field", detail: message });
  }
  const { row, line = row } = problem.document as { row?: number; line?: number };
  if (typeof line === "number") found.set(line, lineProblem(problem));
  return found;
}

/** A server that stumbles over this very content will do so again; a person decides. */
function isHopeless(error: unknown): boolean {
  return error !== null && toProblem(error).status === 500;
}

export function useSending<Head, Body, Done, Answer>({
  desk,
  post,
  read,
  onAnswer,
}: Options<Head, Body, Done, Answer>): Sending<Body> {
  const { dispatch } = desk;
  const { outbox } = desk.sheet;
  const isLive = useStreamStatus().state === "live";
  const { mutate, isPending, error } = useMutation({
    mutationFn: post,
    onSuccess: (answer, sent) => {
      const rows = read(answer, sent);
      playCue(rows.every((row) => row.done) ? "good" : "bad");
      dispatch({ type: "answered", key: sent.key, rows });
      onAnswer?.(answer);
    },
    onError: (refusal, sent) => {
      playCue("bad");
      if (isUnanswered(refusal)) return;
      const problem = toProblem(refusal);
      dispatch({
        type: "refused",
        key: sent.key,
        refusal: lineProblem(problem),
        rows: rowProblems(problem),
      });
    },
  });

  const isWaiting = outbox !== null && !isPending;
  useEffect(() => {
    if (!isWaiting || !isLive || isHopeless(error)) return undefined;
    const timer = setTimeout(() => mutate(outbox), error ? AGAIN_MS : 0);
    return () => clearTimeout(timer);
  }, [isWaiting, isLive, outbox, error, mutate]);

  return {
    send: (body, lineIds) => {
      const next = outbox ?? outboxOf(body, lineIds);
      dispatch({ type: "sent", outbox: next });
      mutate(next);
    },
    sendAgain: () => {
      if (outbox) mutate(outbox);
    },
    isSending: isPending,
    silence: isWaiting && error ? toProblem(error) : null,
  };
}

// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import { useReducer, type ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "@/lib/api/problem";
import type { Outbox } from "./outbox";
import { BOWL, lineOf, MUG } from "./samples";
import { frozenIn, newSheet, reduceSheet, type Sheet } from "./sheet";
import { rowProblems, useSending } from "./use-sending";

const stream = vi.hoisted(() => ({ state: "catching-up" }));
vi.mock("@/lib/live/provider", () => ({ useStreamStatus: () => stream }));

type State = Sheet<{ location: string }, string, number>;
type Post = (outbox: Outbox<string>) => Promise<number[]>;

const silence = new ApiProblem(0, "network", "no answer");
const START: State = {
  ...newSheet({ location: "TYO-1" }),
  lines: [lineOf(2, BOWL), lineOf(1, MUG)],
};

function wrapper({ children }: { children: ReactNode }) {
  const client = new QueryClient();
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function setUp(post: Post, start: State = START) {
  return renderHook(
    () => {
      const [sheet, dispatch] = useReducer(
        reduceSheet<{ location: string }, string, number>,
        start,
      );
      const desk = {
        sheet,
        dispatch,
        frozen: frozenIn(sheet),
        isAsking: false,
        notices: [],
        scan: () => undefined,
        choose: () => undefined,
        dismiss: () => undefined,
      };
      const read = (done: number[], { lineIds }: Outbox<string>) =>
        lineIds.map((lineId, row) => ({ lineId, done: done[row] ?? null, problem: null }));
      return { desk, sending: useSending({ desk, post, read }) };
    },
    { wrapper },
  );
}

const keysOf = (post: ReturnType<typeof vi.fn<Post>>) => post.mock.calls.map(([{ key }]) => key);

beforeEach(() => {
  stream.state = "catching-up";
});
afterEach(cleanup);

describe("sending a sheet", () => {
  it("goes out again under the same key and unchanged when there was no answer", async () => {
    const post = vi.fn<Post>().mockRejectedValueOnce(silence).mockResolvedValueOnce([92, 91]);
    const { result } = setUp(post);
    act(() => result.current.sending.send("body", [2, 1]));
    await waitFor(() => expect(result.current.sending.silence?.code).toBe("network"));
    expect(result.current.desk.sheet.lines).toHaveLength(2);
    act(() => result.current.sending.send("an edited body", [2]));
    await waitFor(() => expect(result.current.desk.sheet.lines).toEqual([]));
    const [first, second] = keysOf(post);
    expect(second).toBe(first);
    expect(post.mock.calls[1]?.[0]).toMatchObject({ body: "body", lineIds: [2, 1] });
    expect(result.current.desk.sheet).toMatchObject({ outbox: null, done: [91, 92] });
  });

  it("has a new key after an answer, and after lines were taken back", async () => {
    const post = vi
      .fn<Post>()
      .mockResolvedValueOnce([92])
      .mockRejectedValueOnce(silence)
      .mockResolvedValueOnce([93]);
    const { result } = setUp(post);
    act(() => result.current.sending.send("both", [2, 1]));
    await waitFor(() => expect(result.current.desk.sheet.lines).toHaveLength(1));
    act(() => result.current.sending.send("the rest", [1]));
    await waitFor(() => expect(result.current.sending.silence).not.toBeNull());
    act(() => result.current.desk.dispatch({ type: "taken_back" }));
    act(() => result.current.sending.send("the rest, edited", [1]));
    await waitFor(() => expect(result.current.desk.sheet.lines).toEqual([]));
    expect(new Set(keysOf(post)).size).toBe(3);
  });

  it("goes out by itself when the page was loaded again and is live", async () => {
    stream.state = "live";
    const post = vi.fn<Post>().mockResolvedValueOnce([92, 91]);
    const outbox = { key: "kept", body: "body", lineIds: [2, 1] };
    const { result } = setUp(post, { ...START, outbox });
    await waitFor(() => expect(result.current.desk.sheet.done).toEqual([91, 92]));
    expect(keysOf(post)).toEqual(["kept"]);
  });

  it("gives the lines back when the whole was refused", async () => {
    const fields = [{ field: "movements.1.quantity", message: "must not be 0" }];
    const post = vi
      .fn<Post>()
      .mockRejectedValueOnce(new ApiProblem(422, "invalid", "no", null, fields));
    const { result } = setUp(post);
    act(() => result.current.sending.send("body", [2, 1]));
    await waitFor(() => expect(result.current.desk.sheet.refusal?.code).toBe("invalid"));
    expect(result.current.desk.sheet.outbox).toBeNull();
    expect(result.current.desk.sheet.lines.map((line) => line.problem?.detail)).toEqual([
      undefined,
      "must not be 0",
    ]);
  });
});

describe("a refusal of the whole", () => {
  it("names the row that is to blame, and how many there are", () => {
    const current = { available: 7 };
    const problem = new ApiProblem(409, "insufficient_stock", "7 are available", null, [], {
      row: 3,
      current,
    });
    expect([...rowProblems(problem)]).toEqual([
      [3, { code: "insufficient_stock", detail: "7 are available", available: 7 }],
    ]);
  });
});

// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Around, hearPosts, PATIENT, quietClient, REFUSAL, SILENCE } from "@/lib/testing/writes";
import { useReceive } from "./api";
import type { Transfer } from "./types";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("what arrives", { timeout: 30_000 }, () => {
  it("is received under one key until there is an answer", async () => {
    const { post, keys } = hearPosts();
    const client = quietClient();
    const { result } = renderHook(() => useReceive({ id: 12 } as Transfer), {
      wrapper: ({ children }) => <Around client={client}>{children}</Around>,
    });
    post.mockRejectedValueOnce(SILENCE).mockRejectedValueOnce(REFUSAL).mockRejectedValue(SILENCE);
    const receive = async (close: boolean, times: number) => {
      act(() => result.current.settle({ close }));
      await waitFor(() => expect(post).toHaveBeenCalledTimes(times), PATIENT);
      await waitFor(() => expect(result.current.isError).toBe(true), PATIENT);
    };
    await receive(false, 1);
    await receive(false, 2);
    await receive(false, 3);
    await receive(true, 4);
    const [first, second, third, fourth] = keys();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(fourth).not.toBe(third);
  });
});

// What is asked of the API about the state of the system? All of it, every two seconds, while
// somebody looks.
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { remembered, type Reading } from "./readings";
import type { Status } from "./types";

const EVERY_MS = 2_000;
/** Longer than this nobody waits for an answer about whether there is an answer. */
const TIMEOUT_MS = 4_000;

export interface Watch {
  status: Status;
  readings: readonly Reading[];
}

const queryKey = ["status"] as const;

export const statusQuery = () =>
  queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<Watch> => {
      const status = await api.get("/api/v1/status", { signal, timeoutMs: TIMEOUT_MS });
      const before = client.getQueryData<Watch>(queryKey)?.readings ?? [];
      return { status, readings: remembered(before, status) };
    },
    refetchInterval: EVERY_MS,
    staleTime: 0,
    retry: false,
    structuralSharing: false,
  });

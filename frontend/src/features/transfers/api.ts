// What is asked of the API about transfers, and how does one arrive or turn back?
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type MutateOptions,
  type QueryClient,
} from "@tanstack/react-query";
import { isUnanswered, useAttempt } from "@/lib/api/attempt";
import { api } from "@/lib/api/client";
import { patchPages, type Pages } from "@/lib/query/pages";
import type { Outbox } from "@/lib/sheet/outbox";
import type { ReceiveBody, Transfer, TransferBody, TransferState } from "./types";

const PAGE = 50;

export const transferKeys = {
  all: ["transfers"] as const,
  list: (state: TransferState) => ["transfers", state] as const,
  // Beside the lists, whose pages are patched together.
  ones: ["transfer"] as const,
};

export const transfersQuery = (state: TransferState) =>
  infiniteQueryOptions({
    queryKey: transferKeys.list(state),
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/v1/stock/transfers", {
        query: { state, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

/** One transfer, whatever its state. */
export const transferQuery = (id: number) =>
  queryOptions({
    queryKey: [...transferKeys.ones, id],
    queryFn: ({ signal }) =>
      api.get("/api/v1/stock/transfers/{transfer_id}", { path: { transfer_id: id }, signal }),
    enabled: id > 0,
  });

export function askAnew(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: transferKeys.all });
  void client.invalidateQueries({ queryKey: transferKeys.ones });
}

export function postTransfer({ body, key }: Outbox<TransferBody>): Promise<Transfer> {
  return api.post("/api/v1/stock/transfers", { body, idempotencyKey: key });
}

/** Shows a newer state at once where the transfer stands; lists ask which ones are theirs now. */
export function takeIn(client: QueryClient, transfer: Transfer): void {
  client.setQueriesData<Pages<Transfer>>({ queryKey: transferKeys.all }, (data) =>
    patchPages(data, new Map([[transfer.id, transfer]])),
  );
  askAnew(client);
}

interface Command<Body> {
  body: Body;
  idempotencyKey: string;
}

type Then<Body> = MutateOptions<Transfer, Error, Command<Body>>;

/** One write about one transfer; pressed again after silence, it is the same write. */
function useSettling<Body>(send: (command: Command<Body>) => Promise<Transfer>) {
  const client = useQueryClient();
  const keyFor = useAttempt();
  const { mutate, ...settling } = useMutation({
    mutationFn: send,
    onSuccess: (transfer) => takeIn(client, transfer),
    onError: (error) => {
      if (!isUnanswered(error)) askAnew(client);
    },
  });
  const settle = (body: Body, then: Then<Body> = {}) =>
    mutate({ body, idempotencyKey: keyFor(body, settling.error) }, then);
  return { ...settling, settle };
}

export function useReceive(transfer: Transfer) {
  return useSettling<ReceiveBody>(({ body, idempotencyKey }) =>
    api.post("/api/v1/stock/transfers/{transfer_id}/receive", {
      path: { transfer_id: transfer.id },
      body,
      idempotencyKey,
    }),
  );
}

export function useCancelTransfer(transfer: Transfer) {
  return useSettling<null>(({ idempotencyKey }) =>
    api.post("/api/v1/stock/transfers/{transfer_id}/cancel", {
      path: { transfer_id: transfer.id },
      idempotencyKey,
    }),
  );
}

// What is asked of the API about alerts, and how is one acknowledged?
import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { liveSharing } from "@/lib/query/pages";
import { applyAlerts, bringUp } from "./changes";
import { alertKeys } from "./keys";
import type { Alert, AlertList } from "./types";

const PAGE = 50;
const STATES: Record<AlertList, Alert["state"][]> = {
  active: ["open", "acknowledged"],
  resolved: ["resolved"],
};

export const alertsQuery = (list: AlertList) =>
  infiniteQueryOptions({
    queryKey: alertKeys.list(list),
    queryFn: ({ pageParam, signal }) =>
      api.get("/api/v1/alerts", {
        query: { state: STATES[list], limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    structuralSharing: liveSharing<Alert>((data) => bringUp(list, data)),
  });

export function useAcknowledge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (alert: Alert) =>
      api.post("/api/v1/alerts/{alert_id}/acknowledge", { path: { alert_id: alert.id } }),
    onSuccess: (alert) => applyAlerts(client, [alert]),
  });
}

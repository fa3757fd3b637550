// What does a frame of `stock:alerts` do to the alerts that are on the screen?
import type { QueryClient } from "@tanstack/react-query";
import { Latest } from "@/lib/query/merge";
import { bounded } from "@/lib/query/bounded";
import { freshen, prependRows, rowsOf, type Pages } from "@/lib/query/pages";
import type { Change } from "@/lib/stream/protocol";
import type { LiveRoom } from "@/lib/live/room";
import { alertKeys } from "./keys";
import type { Alert, AlertList } from "./types";

function isAlertChange(change: Change): change is Change<Alert> {
  return change.type.startsWith("alert.");
}

/** What was heard lately: an answer that was read earlier but comes later must not undo it. */
export const latestAlerts = new Latest<Alert>(1_000);

function belongs(list: AlertList, alert: Alert): boolean {
  return (alert.state === "resolved") === (list === "resolved");
}

/** A list with the newest word on each alert: it joins, changes in place, or leaves. */
export function bringUp(
  list: AlertList,
  data: Pages<Alert>,
  heard: readonly Alert[] = latestAlerts.values(),
): Pages<Alert> {
  const joining = heard.filter((alert) => belongs(list, alert));
  const joined = prependRows(freshen(data, latestAlerts), joining) ?? data;
  if (rowsOf(joined).every((alert) => belongs(list, alert))) return joined;
  const pages = joined.pages.map((page) => ({
    ...page,
    items: page.items.filter((alert) => belongs(list, alert)),
  }));
  return { ...joined, pages };
}

export function applyAlerts(client: QueryClient, alerts: readonly Alert[]): void {
  for (const alert of alerts) latestAlerts.note(alert);
  const newest = alerts.map((alert) => latestAlerts.newest(alert));
  for (const list of ["active", "resolved"] as const) {
    const queryKey = alertKeys.list(list);
    client.setQueryData<Pages<Alert>>(
      queryKey,
      (data) => data && bounded(client, queryKey, bringUp(list, data, newest)),
    );
  }
}

export const alertsRoom: LiveRoom = {
  channel: "stock:alerts",
  apply: (client, changes) => {
    applyAlerts(
      client,
      changes.filter(isAlertChange).map((change) => change.after),
    );
  },
  keys: [alertKeys.all],
  forget: () => {
    latestAlerts.clear();
  },
};

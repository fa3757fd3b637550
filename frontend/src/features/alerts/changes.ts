// What does a frame of `stock:alerts` do to the alerts that are on the screen?
import type { QueryClient } from "@tanstack/react-query";
import { patchPages, prependRows, rowsOf, type Pages } from "@/lib/query/pages";
import type { Change } from "@/lib/stream/protocol";
import type { LiveRoom } from "@/lib/stream/room";
import { alertKeys } from "./keys";
import type { Alert } from "./types";

function isAlertChange(change: Change): change is Change<Alert> {
  return change.type.startsWith("alert.");
}

type AlertPages = Pages<Alert> | undefined;

function without(data: AlertPages, ids: ReadonlySet<number>): AlertPages {
  if (!data || !rowsOf(data).some((row) => ids.has(row.id))) return data;
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      items: page.items.filter((row) => !ids.has(row.id)),
    })),
  };
}

/** The newest word on each alert: a burst may raise and resolve the same one. */
function newest(alerts: readonly Alert[]): Map<number, Alert> {
  const byId = new Map<number, Alert>();
  for (const alert of alerts) {
    const known = byId.get(alert.id);
    if (!known || alert.version > known.version) byId.set(alert.id, alert);
  }
  return byId;
}

export function applyAlerts(client: QueryClient, alerts: readonly Alert[]): void {
  const news = newest(alerts);
  const newestFirst = [...news.values()].sort((a, b) => b.id - a.id);
  const resolved = newestFirst.filter((alert) => alert.state === "resolved");
  const active = newestFirst.filter((alert) => alert.state !== "resolved");
  const gone = new Set(resolved.map((alert) => alert.id));

  client.setQueryData<Pages<Alert>>(alertKeys.list("active"), (data) =>
    without(prependRows(patchPages(data, news), active), gone),
  );
  client.setQueryData<Pages<Alert>>(alertKeys.list("resolved"), (data) =>
    prependRows(data, resolved),
  );
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
};

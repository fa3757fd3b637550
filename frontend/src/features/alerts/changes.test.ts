import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { changeOf, pagesOf } from "@/lib/testing/changes";
import { exampleChanges } from "@/lib/testing/frames";
import { alertsRoom, bringUp, latestAlerts } from "./changes";
import { alertKeys } from "./keys";
import type { Alert, AlertList } from "./types";

const ALERT: Alert = {
  id: 5,
  level_id: 7,
  category: null,
  item_id: 3,
  sku: "A-17",
  item_name: "Blue mug 300 ml",
  location: "TYO-1",
  metric: "available",
  severity: "warning",
  state: "open",
  value: 5,
  threshold: 5,
  opened_value: 5,
  opened_threshold: 5,
  acknowledged_by: null,
  opened_at: "2026-01-05T03:00:00Z",
  acknowledged_at: null,
  resolved_at: null,
  resolved_because: null,
  version: 1,
};
const seen: Alert = { ...ALERT, state: "acknowledged", version: 2 };
const over: Alert = { ...ALERT, state: "resolved", version: 3 };

function setUp(...active: Alert[]) {
  const client = new QueryClient();
  client.setQueryData(alertKeys.list("active"), pagesOf(active));
  client.setQueryData(alertKeys.list("resolved"), pagesOf<Alert>([]));
  return client;
}
const list = (client: QueryClient, name: AlertList) =>
  rowsOf(client.getQueryData<Pages<Alert>>(alertKeys.list(name)));
const raised = changeOf("alert.raised", ALERT);
const acknowledged = changeOf("alert.acknowledged", seen);
const resolved = changeOf("alert.resolved", over);

beforeEach(() => latestAlerts.clear());

describe("alerts", () => {
  it("appear, are acknowledged in place and leave when resolved", () => {
    const client = setUp();
    alertsRoom.apply(client, [raised]);
    expect(list(client, "active")).toEqual([ALERT]);
    alertsRoom.apply(client, [acknowledged]);
    expect(list(client, "active")).toEqual([seen]);
    alertsRoom.apply(client, [resolved]);
    expect(list(client, "active")).toEqual([]);
    expect(list(client, "resolved")).toEqual([over]);
  });

  it("end in the same state when all of it comes in one frame, or again", () => {
    const client = setUp();
    alertsRoom.apply(client, [raised, acknowledged, resolved]);
    alertsRoom.apply(client, [resolved]);
    expect(list(client, "active")).toEqual([]);
    expect(list(client, "resolved")).toEqual([over]);
  });
});

describe("an answer that was read before the news", () => {
  it("joins what was raised and loses what was resolved meanwhile", () => {
    alertsRoom.apply(setUp(), [raised]);
    expect(rowsOf(bringUp("active", pagesOf<Alert>([])))).toEqual([ALERT]);
    alertsRoom.apply(setUp(), [resolved]);
    expect(rowsOf(bringUp("active", pagesOf([ALERT])))).toEqual([]);
    expect(rowsOf(bringUp("resolved", pagesOf<Alert>([])))).toEqual([over]);
  });
});

const EXAMPLES = exampleChanges(
  "alert.raised",
  "alert.changed",
  "alert.acknowledged",
  "alert.resolved",
);

describe.each(EXAMPLES)("the backend's example $type", (change) => {
  it("ends in the list of its state", () => {
    const after = change.after as Alert;
    const client = setUp({ ...after, state: "open", version: 0 });
    alertsRoom.apply(client, [change]);
    const name = after.state === "resolved" ? "resolved" : "active";
    expect(list(client, name)).toEqual([after]);
  });
});

// What does a healthy system answer about itself?
import type { Ok } from "@/lib/api/types";

type Status = Ok<"/api/v1/status", "get">;

export function statusOf(news: Partial<Status> = {}): Status {
  const channel = (name: Status["channels"][number]["channel"], head: number) => ({
    channel: name,
    epoch: "5d1f0c2e77aa",
    head,
    floor: 1,
    delivered: head,
    remembered: 40,
    subscriptions: 2,
    lag: { p50_ms: 4.2, p99_ms: 18.4 },
  });
  return {
    state: "ok",
    reasons: [],
    process: "web-1",
    started_at: "2026-01-05T01:00:00Z",
    at: "2026-01-05T03:00:00Z",
    redis: "ok",
    relay: "pushed",
    leader: { name: "web-1", since: "2026-01-05T01:00:01Z", here: true },
    outbox: { waiting: 0, oldest_seconds: null, lag: { p50_ms: 2, p99_ms: 9 } },
    channels: [
      channel("inventory:updates", 1_000),
      channel("price:updates", 20),
      channel("stock:alerts", 3),
    ],
    sockets: {
      open: 2,
      event_streams: 0,
      mailbox_bytes: 0,
      slow_closes: 0,
      resumes: 0,
      resets: 0,
    },
    check: { differences: 0, levels: 120, finished_at: "2026-01-05T02:59:00Z" },
    ...news,
  };
}

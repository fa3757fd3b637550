import { notifyManager, QueryClient, QueryObserver } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Clock } from "@/lib/stream/mailbox";
import type { Change } from "@/lib/stream/protocol";
import { changeOf } from "@/lib/testing/changes";
import { createFeed } from "./feed";
import type { LiveRoom } from "./room";

const CHANNEL = "inventory:updates";
const NOON = Date.parse("2026-01-05T12:00:00.000Z");

/** Animation frames that come when the test says so. */
class Frames implements Clock {
  private waiting: (() => void)[] = [];
  frame = (run: () => void) => {
    this.waiting.push(run);
    return () => {
      this.waiting = this.waiting.filter((each) => each !== run);
    };
  };
  next(): void {
    this.waiting.splice(0).forEach((run) => run());
  }
}

function change(id: number, age: number): Change {
  const at = new Date(NOON - age).toISOString();
  return changeOf("stock.level_changed", { id, version: 1 }, { at });
}

function setUp(rooms: LiveRoom[], isVisible = true) {
  const frames = new Frames();
  const queries = new QueryClient();
  const feed = createFeed(queries, rooms, {
    clock: frames,
    painted: frames,
    serverTime: () => NOON,
    isVisible: () => isVisible,
    now: () => 0,
  });
  return { frames, queries, feed };
}

/** A room that writes each change into the cache by itself, as badly as a room can. */
const counting: LiveRoom = {
  channel: CHANNEL,
  apply: (client, changes) => {
    changes.forEach(() => client.setQueryData<number>(["count"], (count = 0) => count + 1));
  },
  keys: [["count"]],
};

beforeEach(() => vi.stubGlobal("reportError", vi.fn()));

describe("the feed", () => {
  it("writes once a frame, and who looks at the cache sees only the end of it", async () => {
    const { frames, queries, feed } = setUp([counting, counting]);
    const seen: unknown[] = [];
    // As the hooks of React do it.
    const look = notifyManager.batchCalls(() => seen.push(queries.getQueryData(["count"])));
    new QueryObserver(queries, { queryKey: ["count"], enabled: false }).subscribe(look);
    for (let id = 0; id < 50; id += 1) feed.put(CHANNEL, [change(id, 1), change(id, 1)]);
    expect(queries.getQueryData(["count"])).toBeUndefined();
    frames.next();
    expect(queries.getQueryData(["count"])).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen)).toEqual(new Set([200]));
  });

  it("gives each room its own channel, in order", () => {
    const applied: string[] = [];
    const room = (channel: LiveRoom["channel"]): LiveRoom => ({
      channel,
      apply: (_, changes) => changes.forEach(({ key }) => applied.push(`${channel} ${key}`)),
      keys: [],
    });
    const { frames, feed } = setUp([room("price:updates"), room(CHANNEL)]);
    feed.put(CHANNEL, [change(1, 0)]);
    feed.put("price:updates", [change(2, 0)]);
    feed.put(CHANNEL, [change(3, 0)]);
    frames.next();
    expect(applied).toEqual([`${CHANNEL} 1`, `${CHANNEL} 3`, "price:updates 2"]);
  });

  it("measures, one frame after the write, how old the changes are", () => {
    const { frames, feed } = setUp([]);
    feed.put(CHANNEL, [change(1, 30), change(2, 80)]);
    frames.next();
    expect(feed.lag.read(0).count).toBe(0);
    frames.next();
    expect(feed.lag.read(0)).toMatchObject({ count: 2, worstMs: 80 });
  });

  it("measures nothing where nothing is painted", () => {
    const { frames, feed } = setUp([], false);
    feed.put(CHANNEL, [change(1, 30)]);
    frames.next();
    frames.next();
    expect(feed.lag.read(0).count).toBe(0);
  });

  it("goes on when a room throws, and fetches that room anew", async () => {
    const broken: LiveRoom = {
      channel: CHANNEL,
      apply: () => {
        throw new Error("what is this");
      },
      keys: [["broken"]],
    };
    const { frames, queries, feed } = setUp([broken, counting]);
    queries.setQueryData(["broken"], "old");
    feed.put(CHANNEL, [change(1, 0)]);
    frames.next();
    expect(queries.getQueryData(["count"])).toBe(1);
    await vi.waitFor(() => expect(queries.getQueryState(["broken"])?.isInvalidated).toBe(true));
    expect(reportError).toHaveBeenCalledOnce();
  });

  it("applies what waits before a reload, so that none of it comes after", () => {
    const { queries, feed } = setUp([counting]);
    feed.put(CHANNEL, [change(1, 0)]);
    void feed.reload(CHANNEL);
    expect(queries.getQueryData(["count"])).toBe(1);
  });
});

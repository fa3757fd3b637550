import { describe, expect, it, vi } from "vitest";
import { settled, World } from "@/lib/testing/world";
import { backoff, DELAY_MAX_MS, DELAY_MIN_MS } from "./backoff";
import { StreamClient } from "./client";
import { GRACE_MS } from "./liveness";
import type { SubFrame } from "./protocol";

const CHANNEL = "inventory:updates";
const HELLO = { type: "hello", connection: "c", heartbeat_ms: 10_000 };

function setUp() {
  const world = new World();
  const onChanges = vi.fn();
  const onReload = vi.fn(() => Promise.resolve());
  const onRefused = vi.fn();
  const client = new StreamClient({
    environment: world,
    following: [{ channel: CHANNEL, onChanges, onReload }],
    onRefused,
  });
  client.start();
  const asked = (): SubFrame => {
    const last = world.sent<SubFrame>("sub").at(-1);
    if (!last) throw new Error("nothing was asked");
    return last;
  };
  const answer = (seq: number, head = seq) =>
    world.say({ type: "ok", id: asked().id, epoch: "e", seq, head });
  return { world, client, onChanges, onReload, onRefused, asked, answer };
}

async function live() {
  const all = setUp();
  all.world.say(HELLO);
  all.answer(4);
  await settled();
  return all;
}

/** Heartbeats and pongs for so many seconds. */
function beat(world: World, seconds: number): void {
  for (let second = 0; second < seconds; second += 1) {
    world.pass(1_000);
    world.say({ type: "hb", at: new Date(world.wall()).toISOString() });
  }
}

describe("the stream client", () => {
  it("is live only after the answer and the reload", async () => {
    const { world, client, onReload, answer } = setUp();
    expect(client.status()).toEqual({ state: "catching-up" });
    world.say(HELLO);
    answer(4);
    expect(client.status()).toEqual({ state: "catching-up" });
    await settled();
    expect(client.status()).toEqual({ state: "live" });
    expect(onReload).toHaveBeenCalledWith("unknown place");
  });

  it("says stale since the last word when the socket stays away, then resumes", async () => {
    const { world, client, onReload, asked, answer } = await live();
    const lastWord = world.wall();
    world.pass(300);
    world.close(1006);
    expect(client.status()).toEqual({ state: "catching-up" });
    world.pass(GRACE_MS + 600);
    expect(client.status()).toEqual({ state: "stale", since: lastWord });

    world.say(HELLO);
    expect(asked()).toMatchObject({ epoch: "e", since: 4 });
    expect(client.status()).toEqual({ state: "catching-up" });
    answer(4);
    expect(client.status()).toEqual({ state: "live" });
    expect(onReload).toHaveBeenCalledTimes(1);
  });

  it("is catching up until it has what happened meanwhile", async () => {
    const { world, client, asked, answer } = await live();
    world.close(1006);
    world.pass(1_000);
    world.say(HELLO);
    answer(4, 6);
    expect(client.status()).toEqual({ state: "catching-up" });
    const { id } = asked();
    world.say({ type: "changes", id, prev: 4, seq: 6, changes: [{ seq: 5 }, { seq: 6 }] });
    expect(client.status()).toEqual({ state: "live" });
  });

  it("stays live while heartbeats come", async () => {
    const { world, client } = await live();
    beat(world, 120);
    expect(client.status()).toEqual({ state: "live" });
    expect(world.sockets).toHaveLength(1);
  });

  it("ignores a socket that it has left, and rubbish", async () => {
    const { world, onChanges, asked } = await live();
    const old = world.socket;
    const { id } = asked();
    world.close(1006);
    world.pass(1_000);
    const frame = { type: "changes", id, prev: 4, seq: 5, changes: [{ seq: 5 }] };
    old.handlers.message(JSON.stringify(frame));
    world.socket.handlers.message("{not json");
    expect(onChanges).not.toHaveBeenCalled();
  });

  it("is not live while a reload has failed, and tries it again", async () => {
    const { world, client, onReload, answer } = setUp();
    onReload.mockRejectedValueOnce(new Error("503"));
    world.say(HELLO);
    answer(4);
    await settled();
    expect(client.status()).toEqual({ state: "catching-up" });
    world.pass(2_000);
    await settled();
    expect(client.status()).toEqual({ state: "live" });
    expect(onReload).toHaveBeenCalledTimes(2);
  });

  it("goes on with a reload that was not done when it was stopped and started", async () => {
    const { world, client, onReload, answer } = setUp();
    onReload.mockRejectedValueOnce(new Error("503"));
    world.say(HELLO);
    answer(4);
    client.stop();
    await settled();
    client.start();
    world.say(HELLO);
    answer(4);
    await settled();
    expect(client.status()).toEqual({ state: "live" });
    expect(onReload).toHaveBeenCalledTimes(2);
  });
});

describe("a dead link", () => {
  it("is asked after two seconds of silence, and left when it does not answer", async () => {
    const { world, client } = await live();
    beat(world, 5);
    const before = world.sent("ping").length;
    world.pass(2_400);
    expect(world.sent("ping")).toHaveLength(before + 1);
    expect(client.status()).toEqual({ state: "live" });
    world.pass(7_000);
    expect(world.sockets.length).toBeGreaterThan(1);
    expect(world.sockets[0]?.closed).toBe(true);
  });

  it("is called stale within 5 s on a page that is looked at", async () => {
    const { world, client } = await live();
    beat(world, 5);
    const lastWord = world.wall();
    world.pass(5_000);
    expect(client.status()).toEqual({ state: "stale", since: lastWord });
  });

  it("is called live again by an answer that came late", async () => {
    const { world, client } = await live();
    beat(world, 5);
    world.pass(5_000);
    world.say({ type: "pong", at: new Date(world.wall()).toISOString() });
    expect(client.status()).toEqual({ state: "live" });
    expect(world.sockets).toHaveLength(1);
  });

  it("is given a missing heartbeat before it is asked while nobody looks at the page", async () => {
    const { world, client } = await live();
    beat(world, 5);
    world.watched = false;
    world.pass(11_000);
    expect(client.status()).toEqual({ state: "live" });
    world.pass(14_000);
    expect(client.status()).toMatchObject({ state: "stale" });
  });

  it("is noticed soon after the machine has slept", async () => {
    const { world, client } = await live();
    const lastWord = world.wall();
    beat(world, 5);
    world.sleep(3_600_000);
    world.pass(600);
    // The page cannot know yet, and says so.
    expect(client.status()).toEqual({ state: "catching-up" });
    world.pass(6_600);
    expect(world.sockets).toHaveLength(2);
    expect(client.status()).toEqual({ state: "stale", since: lastWord + 5_000 });
  });

  it("is live again at once when the machine slept and the link did not die", async () => {
    const { world, client } = await live();
    world.sleep(60_000);
    world.pass(600);
    world.say({ type: "pong", at: new Date(world.wall()).toISOString() });
    expect(client.status()).toEqual({ state: "live" });
    expect(world.sockets).toHaveLength(1);
  });

  it("is not believed in because the clock on the wall was set back", async () => {
    const { world, client } = await live();
    world.sleep(-3_600_000);
    world.pass(25_000);
    expect(client.status()).toMatchObject({ state: "stale" });
  });

  it("is asked, at once, when the page is looked at again", async () => {
    const { world } = await live();
    beat(world, 30);
    const before = world.sent("ping").length;
    world.wake();
    expect(world.sent("ping")).toHaveLength(before + 1);
    world.pass(6_600);
    expect(world.sockets).toHaveLength(2);
  });

  it("is left when it owes an answer for long, though it beats", async () => {
    const { world } = setUp();
    world.say(HELLO);
    beat(world, 17);
    expect(world.sockets.length).toBeGreaterThan(1);
  });
});

describe("the return", () => {
  it("is tried at once when the browser is back online", async () => {
    const { world } = await live();
    world.close(1006);
    const before = world.sockets.length;
    world.wake();
    expect(world.sockets).toHaveLength(before + 1);
  });

  it("waits as long as the server asked in its farewell", async () => {
    const { world, client } = await live();
    world.say({ type: "bye", retry_after_ms: 7_000 });
    world.close(1012);
    world.pass(6_900);
    expect(world.sockets).toHaveLength(1);
    expect(client.status()).toMatchObject({ state: "stale" });
    world.pass(200);
    expect(world.sockets).toHaveLength(2);
  });

  it("forgets a farewell once it has met the server again", async () => {
    const { world } = await live();
    world.say({ type: "bye", retry_after_ms: 20_000 });
    world.close(1012);
    world.pass(20_000);
    world.say(HELLO);
    world.close(1006);
    world.pass(1_100);
    expect(world.sockets).toHaveLength(3);
  });

  it("resumes after 4008 from where it was", async () => {
    const { world, asked, onRefused } = await live();
    world.close(4008);
    world.pass(1_100);
    world.say(HELLO);
    expect(asked()).toMatchObject({ epoch: "e", since: 4 });
    expect(onRefused).not.toHaveBeenCalled();
  });

  it("fetches everything anew after 4009, and asks who is there", async () => {
    const { world, asked, answer, onReload, onRefused } = await live();
    world.close(4009);
    expect(onRefused).toHaveBeenCalledWith(4009);
    world.pass(1_100);
    world.say(HELLO);
    expect(asked()).not.toHaveProperty("since");
    answer(9);
    expect(onReload).toHaveBeenCalledTimes(2);
  });

  it("reports an ended session", async () => {
    const { world, onRefused } = await live();
    world.close(4401);
    expect(onRefused).toHaveBeenCalledWith(4401);
  });

  it.each([4400, 4429, 1009])("is slow after %i, also for who looks at the page", async (code) => {
    const { world } = await live();
    world.close(code);
    world.wake();
    world.pass(14_000);
    expect(world.sockets).toHaveLength(1);
    world.pass(5_000);
    expect(world.sockets).toHaveLength(2);
  });

  it.each([1006, 1012, 1013, 4008, 4009, 4400, 4401, 4403, 4429])(
    "is never a tight loop, though each answer is %i",
    (code) => {
      const { world } = setUp();
      const end = world.clock + 120_000;
      while (world.clock < end) {
        world.say(HELLO);
        world.close(code);
        const count = world.sockets.length;
        while (world.sockets.length === count && world.clock < end) world.pass(100);
      }
      expect(world.sockets.length).toBeLessThan(25);
      expect(world.sockets.length).toBeGreaterThan(2);
    },
  );
});

describe("a refused subscription", () => {
  const REFUSAL = { type: "error", code: "forbidden", detail: "no" };

  it("is said, and does not keep the rest from being live", () => {
    const { world, client, asked } = setUp();
    world.say(HELLO);
    world.say({ ...REFUSAL, id: asked().id });
    expect(client.status()).toEqual({ state: "partial", refused: [CHANNEL] });
  });

  it("is asked for again after a while", async () => {
    const { world, client, asked, answer } = setUp();
    world.say(HELLO);
    world.say({ ...REFUSAL, id: asked().id });
    const first = asked().id;
    beat(world, 62);
    expect(asked().id).not.toBe(first);
    answer(3);
    await settled();
    expect(client.status()).toEqual({ state: "live" });
  });
});

describe("what the page knows of its line", () => {
  it("is the round trip, the server's time, and what came", async () => {
    const { world, client, asked } = await live();
    const serverAhead = 5_000;
    world.pass(40);
    const at = world.wall() - 20 + serverAhead;
    world.say({ type: "pong", at: new Date(at).toISOString() });
    expect(client.link()).toMatchObject({ roundTripMs: 40, received: 0, reconnects: 0 });
    expect(client.serverTime()).toBe(world.wall() + serverAhead);

    const { id } = asked();
    world.say({ type: "changes", id, prev: 4, seq: 6, changes: [{ seq: 5 }, { seq: 6 }] });
    expect(client.link()).toMatchObject({ received: 2, heardAt: world.wall() });
    world.close(1006);
    expect(client.link()).toMatchObject({ connectedAt: null, roundTripMs: null });
    expect(client.serverTime()).toBeNull();
  });
});

describe("the server", () => {
  it("is told now and then how far the page is, but not of what was missed", async () => {
    const { world, asked, answer } = await live();
    const news = (prev: number) =>
      world.say({
        type: "changes",
        id: asked().id,
        prev,
        seq: prev + 1,
        changes: [{ seq: prev + 1 }],
      });
    for (let prev = 4; prev < 64; prev += 1) {
      news(prev);
      world.pass(100);
    }
    expect(world.sent<{ seq: number }>("ack").map(({ seq }) => seq)).toEqual([5, 55]);
    world.close(1006);
    world.pass(6_000);
    world.say(HELLO);
    answer(64, 66);
    news(64);
    expect(world.sent("ack")).toEqual([]);
    news(65);
    expect(world.sent("ack")).toHaveLength(1);
  });
});

describe("backoff", () => {
  it("stays inside its bounds and grows", () => {
    for (let attempt = 0; attempt < 40; attempt += 1) {
      for (const random of [0, 0.5, 0.999]) {
        const delay = backoff(attempt, random);
        expect(delay).toBeGreaterThanOrEqual(DELAY_MIN_MS);
        expect(delay).toBeLessThanOrEqual(DELAY_MAX_MS);
      }
    }
    expect(backoff(5, 0.9)).toBeGreaterThan(backoff(1, 0.9));
  });

  it("spreads a thousand screens also in their first attempt", () => {
    const delays = Array.from({ length: 1_000 }, (_, index) => backoff(0, index / 1_000));
    expect(new Set(delays).size).toBeGreaterThan(800);
  });
});

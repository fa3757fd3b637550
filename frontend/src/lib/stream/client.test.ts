import { describe, expect, it, vi } from "vitest";
import { backoff, DELAY_MAX_MS, DELAY_MIN_MS } from "./backoff";
import { StreamClient } from "./client";
import type { Environment, SocketHandlers } from "./environment";
import { GRACE_MS } from "./liveness";

const CHANNEL = "inventory:updates";

/** A world with a clock that is wound by hand and sockets that the test answers. */
class World implements Environment {
  clock = 1_000;
  sockets: { handlers: SocketHandlers; sent: string[]; closed: boolean }[] = [];
  timers: { at: number; run: () => void }[] = [];
  wakeUp: () => void = () => undefined;

  connect = (handlers: SocketHandlers) => {
    const socket = { handlers, sent: [] as string[], closed: false };
    this.sockets.push(socket);
    return {
      send: (text: string) => void socket.sent.push(text),
      close: () => {
        socket.closed = true;
      },
    };
  };
  now = () => this.clock;
  random = () => 0.5;
  after = (ms: number, run: () => void) => {
    const timer = { at: this.clock + ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((each) => each !== timer);
    };
  };
  onWake = (run: () => void) => {
    this.wakeUp = run;
    return () => undefined;
  };

  pass(ms: number): void {
    const end = this.clock + ms;
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((timer) => timer !== due);
      this.clock = due.at;
      due.run();
    }
    this.clock = end;
  }
  get socket() {
    const last = this.sockets.at(-1);
    if (!last) throw new Error("no socket yet");
    return last;
  }
  say(frame: object): void {
    this.socket.handlers.message(JSON.stringify(frame));
  }
  asked(): { id: string; since?: number } {
    return JSON.parse(this.socket.sent.at(-1) ?? "{}") as { id: string; since?: number };
  }
  answer(seq: number): void {
    this.say({ type: "ok", id: this.asked().id, epoch: "e", seq, head: seq });
  }
}

function setUp() {
  const world = new World();
  const onChanges = vi.fn();
  const onReload = vi.fn(() => Promise.resolve());
  const onRefused = vi.fn();
  const client = new StreamClient({
    environment: world,
    channels: { [CHANNEL]: { onChanges, onReload } },
    onRefused,
  });
  client.start();
  return { world, client, onChanges, onReload, onRefused };
}

async function live() {
  const all = setUp();
  all.world.say({ type: "hello", connection: "c", heartbeat_ms: 1_000 });
  all.world.answer(4);
  await Promise.resolve();
  await Promise.resolve();
  return all;
}

describe("the stream client", () => {
  it("is live only after the answer and the reload", async () => {
    const { world, client, onReload } = setUp();
    expect(client.status()).toEqual({ state: "catching-up" });
    world.say({ type: "hello", connection: "c", heartbeat_ms: 1_000 });
    world.answer(4);
    expect(client.status()).toEqual({ state: "catching-up" });
    await vi.waitFor(() => expect(client.status()).toEqual({ state: "live" }));
    expect(onReload).toHaveBeenCalledWith("unknown place");
  });

  it("says stale since the last word when the socket stays away, then resumes", async () => {
    const { world, client, onReload } = await live();
    const lastWord = world.clock;
    world.pass(300);
    world.socket.handlers.close(1006);
    expect(client.status()).toEqual({ state: "catching-up" });
    world.pass(GRACE_MS + 600);
    expect(client.status()).toEqual({ state: "stale", since: lastWord });

    world.say({ type: "hello", connection: "c2", heartbeat_ms: 1_000 });
    expect(world.asked()).toMatchObject({ epoch: "e", since: 4 });
    expect(client.status()).toEqual({ state: "catching-up" });
    world.answer(4);
    expect(client.status()).toEqual({ state: "live" });
    expect(onReload).toHaveBeenCalledTimes(1);
  });

  it("notices silence on an open socket and connects anew", async () => {
    const { world, client } = await live();
    world.pass(2_400);
    expect(client.status()).toEqual({ state: "live" });
    world.pass(700);
    expect(client.status()).toMatchObject({ state: "stale" });
    expect(world.sockets).toHaveLength(2);
    expect(world.sockets[0]?.closed).toBe(true);
  });

  it("stays live while heartbeats come", async () => {
    const { world, client } = await live();
    for (let beat = 0; beat < 10; beat += 1) {
      world.pass(1_000);
      world.say({ type: "hb", at: "" });
    }
    expect(client.status()).toEqual({ state: "live" });
    expect(world.sockets).toHaveLength(1);
  });

  it("tries at once when the browser is back online", async () => {
    const { world } = await live();
    world.socket.handlers.close(1006);
    const before = world.sockets.length;
    world.wakeUp();
    expect(world.sockets).toHaveLength(before + 1);
  });

  it("ignores a socket that it has left, and rubbish", async () => {
    const { world, onChanges } = await live();
    const old = world.socket;
    const { id } = world.asked();
    world.socket.handlers.close(1006);
    world.pass(600);
    const frame = { type: "changes", id, prev: 4, seq: 5, changes: [{ seq: 5 }] };
    old.handlers.message(JSON.stringify(frame));
    world.socket.handlers.message("{not json");
    expect(onChanges).not.toHaveBeenCalled();
  });

  it("is not live while a reload has failed, and tries it again", async () => {
    const { world, client, onReload } = setUp();
    onReload.mockRejectedValueOnce(new Error("503"));
    world.say({ type: "hello", connection: "c", heartbeat_ms: 60_000 });
    world.answer(4);
    await vi.waitFor(() => expect(world.timers.length).toBeGreaterThan(1));
    expect(client.status()).toEqual({ state: "catching-up" });
    world.pass(2_000);
    await vi.waitFor(() => expect(client.status()).toEqual({ state: "live" }));
    expect(onReload).toHaveBeenCalledTimes(2);
  });

  it("reports an ended session", async () => {
    const { world, onRefused } = await live();
    world.socket.handlers.close(4401);
    expect(onRefused).toHaveBeenCalledWith(4401);
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
});

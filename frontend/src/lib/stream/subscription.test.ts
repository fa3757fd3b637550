import { describe, expect, it } from "vitest";
import { randomness } from "@/lib/testing/world";
import type { Change, ChangesFrame, ClientFrame, SubFrame } from "./protocol";
import {
  idOf,
  newSubscription,
  step,
  type Effect,
  type Subscription,
  type Wanted,
} from "./subscription";

const CHANNEL = "inventory:updates";

function change(seq: number): Change {
  return {
    seq,
    type: "stock.level_changed",
    key: "1",
    version: seq,
    before: null,
    after: {},
    cause: {},
    at: "",
  };
}

function changes(state: Subscription, prev: number, ...seqs: number[]): ChangesFrame {
  const last = seqs.at(-1) ?? prev;
  return { type: "changes", id: idOf(state), prev, seq: last, changes: seqs.map(change) };
}

function sent(effects: Effect[]): ClientFrame[] {
  return effects.flatMap((effect) => (effect.type === "send" ? [effect.frame] : []));
}

function delivered(effects: Effect[]): number[] {
  return effects.flatMap((effect) =>
    effect.type === "deliver" ? effect.changes.map((each) => each.seq) : [],
  );
}

function joined(seq: number): Subscription {
  const [joining] = step(newSubscription({ channel: CHANNEL }), { type: "connected" });
  const ok = { type: "ok", id: idOf(joining), epoch: "e1", seq, head: seq } as const;
  return step(joining, { type: "frame", frame: ok })[0];
}

describe("one subscription", () => {
  it("asks without a position first, and reloads on the answer", () => {
    const [joining, asked] = step(newSubscription({ channel: CHANNEL }), { type: "connected" });
    expect(sent(asked)).toEqual([
      { type: "sub", id: `${CHANNEL}#1`, channel: CHANNEL, mode: "stream" },
    ]);
    const ok = { type: "ok", id: idOf(joining), epoch: "e1", seq: 7, head: 7 } as const;
    const [live, effects] = step(joining, { type: "frame", frame: ok });
    expect(live).toMatchObject({ phase: "live", position: { epoch: "e1", seq: 7 } });
    expect(effects).toEqual([{ type: "reload", reason: "unknown place" }]);
  });

  it("delivers what is new and drops what overlaps", () => {
    let state = joined(7);
    let effects: Effect[];
    [state, effects] = step(state, { type: "frame", frame: changes(state, 7, 8, 9) });
    expect(delivered(effects)).toEqual([8, 9]);
    [state, effects] = step(state, { type: "frame", frame: changes(state, 7, 8, 9, 10) });
    expect(delivered(effects)).toEqual([10]);
    expect(state.position?.seq).toBe(10);
  });

  it("sees a gap by `prev` and asks again from the last delivered place", () => {
    const state = joined(7);
    const [next, effects] = step(state, { type: "frame", frame: changes(state, 9, 10) });
    expect(delivered(effects)).toEqual([]);
    expect(sent(effects)).toEqual([
      { type: "unsub", id: `${CHANNEL}#1` },
      {
        type: "sub",
        id: `${CHANNEL}#2`,
        channel: CHANNEL,
        mode: "stream",
        epoch: "e1",
        since: 7,
      },
    ]);
    expect(next.phase).toBe("joining");
  });

  it("resumes after a reconnect and is live only at the head", () => {
    let [state] = step(joined(7), { type: "disconnected" });
    let effects: Effect[];
    [state, effects] = step(state, { type: "connected" });
    expect(sent(effects)[0]).toMatchObject({ epoch: "e1", since: 7 });
    const ok = { type: "ok", id: idOf(state), epoch: "e1", seq: 7, head: 9 } as const;
    [state, effects] = step(state, { type: "frame", frame: ok });
    expect([state.phase, effects]).toEqual(["replaying", []]);
    [state] = step(state, { type: "frame", frame: changes(state, 7, 8) });
    expect(state.phase).toBe("replaying");
    [state] = step(state, { type: "frame", frame: changes(state, 8, 9) });
    expect(state.phase).toBe("live");
  });

  it("reloads when the epoch changed, and when the server says reset", () => {
    let [state] = step(joined(7), { type: "disconnected" });
    let effects: Effect[];
    [state] = step(state, { type: "connected" });
    const ok = { type: "ok", id: idOf(state), epoch: "e2", seq: 2, head: 2 } as const;
    [state, effects] = step(state, { type: "frame", frame: ok });
    expect(effects).toEqual([{ type: "reload", reason: "moved" }]);

    const reset = { type: "reset", id: idOf(state), reason: "expired" } as const;
    [state, effects] = step(state, { type: "frame", frame: reset });
    expect([state.position, state.phase, effects]).toEqual([null, "joining", []]);
    const anew = { type: "ok", id: idOf(state), epoch: "e2", seq: 40, head: 40 } as const;
    [state, effects] = step(state, { type: "frame", frame: anew });
    expect(effects).toEqual([{ type: "reload", reason: "unknown place" }]);
    expect(state.phase).toBe("live");
  });

  it("advances by `pos` when a filter matched nothing", () => {
    const state = joined(7);
    const pos = { type: "pos", id: idOf(state), seq: 12 } as const;
    expect(step(state, { type: "frame", frame: pos })[0].position?.seq).toBe(12);
  });

  it("asks for its filter and its mode each time", () => {
    const filter = { locations: ["TYO-1"] };
    const wanted: Wanted = { channel: CHANNEL, filter, mode: "latest" };
    let [state, effects] = step(newSubscription(wanted, "shop"), { type: "connected" });
    const sub = { type: "sub", id: "shop#1", ...wanted };
    expect(sent(effects)).toEqual([sub]);
    const ok = { type: "ok", id: "shop#1", epoch: "e1", seq: 7, head: 7 } as const;
    [state] = step(state, { type: "frame", frame: ok });
    const hole = { ...changes(state, 9, 12), id: "shop#1" };
    [state, effects] = step(state, { type: "frame", frame: hole });
    expect(sent(effects).at(-1)).toEqual({ ...sub, id: "shop#2", epoch: "e1", since: 7 });
  });

  it("delivers what a filter or `latest` left, without taking the gaps inside for holes", () => {
    const state = joined(7);
    const frame = { ...changes(state, 7, 9, 14), seq: 20, conflated: true };
    const [next, effects] = step(state, { type: "frame", frame });
    expect(effects).toEqual([
      { type: "deliver", changes: [change(9), change(14)], conflated: true },
    ]);
    expect(next.position?.seq).toBe(20);
  });

  it("delivers a change once that is twice in one frame", () => {
    const state = joined(7);
    const [, effects] = step(state, { type: "frame", frame: changes(state, 7, 8, 8, 9) });
    expect(delivered(effects)).toEqual([8, 9]);
  });

  it("is refused by an error of its own, and asks again when told to or reconnected", () => {
    const state = joined(7);
    const error = { type: "error", id: idOf(state), code: "forbidden", detail: "" } as const;
    const [refused] = step(state, { type: "frame", frame: error });
    expect(refused.phase).toBe("refused");
    expect(step(refused, { type: "frame", frame: changes(state, 7, 8) })).toEqual([refused, []]);
    expect(step(refused, { type: "retried" })[0].phase).toBe("joining");
    expect(step(refused, { type: "connected" })[0].phase).toBe("joining");
    expect(step(state, { type: "retried" })).toEqual([state, []]);
  });

  it("reloads when it was told to forget its place", () => {
    let [state] = step(joined(7), { type: "disconnected" });
    [state] = step(state, { type: "forgotten" });
    [state] = step(state, { type: "connected" });
    const ok = { type: "ok", id: idOf(state), epoch: "e1", seq: 7, head: 7 } as const;
    const [, effects] = step(state, { type: "frame", frame: ok });
    expect(effects).toEqual([{ type: "reload", reason: "unknown place" }]);
  });

  it("ignores frames of an earlier attempt", () => {
    const state = joined(7);
    const old = { ...changes(state, 7, 8), id: `${CHANNEL}#0` };
    expect(step(state, { type: "frame", frame: old })).toEqual([state, []]);
  });
});

/** A server with a log, and a network that loses, repeats and delays whole frames. */
class Faulty {
  head = 5;
  line: ChangesFrame[] = [];
  subscriber: { id: string; sent: number } | null = null;
  state = newSubscription({ channel: CHANNEL });
  got: number[] = [];
  startedAt: number | null = null;

  constructor(private readonly random: () => number) {}

  apply([next, effects]: [Subscription, Effect[]]): void {
    this.state = next;
    this.got.push(...delivered(effects));
    for (const frame of sent(effects)) {
      if (frame.type === "unsub") this.subscriber = null;
      else if (frame.type === "sub") this.answer(frame);
    }
  }

  answer(sub: SubFrame): void {
    this.subscriber = { id: sub.id, sent: sub.since ?? this.head };
    this.startedAt ??= this.head;
    const seq = this.subscriber.sent;
    const ok = { type: "ok", id: sub.id, epoch: "e", seq, head: this.head } as const;
    this.apply(step(this.state, { type: "frame", frame: ok }));
    this.flush();
  }

  flush(): void {
    const { subscriber } = this;
    if (!subscriber || subscriber.sent === this.head) return;
    const seqs = Array.from(
      { length: this.head - subscriber.sent },
      (_, index) => subscriber.sent + index + 1,
    );
    const prev = subscriber.sent;
    subscriber.sent = this.head;
    this.line.push({
      type: "changes",
      id: subscriber.id,
      prev,
      seq: this.head,
      changes: seqs.map(change),
    });
  }

  turn(): void {
    const dice = this.random();
    if (dice < 0.4) {
      this.head += 1 + Math.floor(this.random() * 3);
      this.flush();
    } else if (dice < 0.75) this.carry();
    else if (dice < 0.82) this.line.splice(Math.floor(this.random() * this.line.length), 1);
    else if (dice < 0.9) this.line.sort(() => this.random() - 0.5);
    else if (dice < 0.95 && this.line[0]) this.line.push(this.line[0]);
    else this.reconnect();
  }

  carry(): void {
    const frame = this.line.shift();
    if (frame) this.apply(step(this.state, { type: "frame", frame }));
  }

  reconnect(): void {
    this.line = [];
    this.subscriber = null;
    this.apply(step(this.state, { type: "disconnected" }));
    this.apply(step(this.state, { type: "connected" }));
  }

  drain(): void {
    this.reconnect();
    while (this.line.length > 0) this.carry();
  }
}

describe("whatever the network does", () => {
  it("delivers every change once and in order", () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const world = new Faulty(randomness(seed));
      world.reconnect();
      for (let turn = 0; turn < 120; turn += 1) world.turn();
      world.drain();
      const start = world.startedAt ?? 0;
      const wanted = Array.from({ length: world.head - start }, (_, index) => start + index + 1);
      expect(world.got, `seed ${String(seed)}`).toEqual(wanted);
      expect(world.state.phase).toBe("live");
    }
  });
});

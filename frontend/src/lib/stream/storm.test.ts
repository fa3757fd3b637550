// Whatever the network and the server do: is each change delivered once, and is the screen right
// in the end?
import { describe, expect, it } from "vitest";
import { ShopServer, type Row } from "@/lib/testing/shop-server";
import { randomness, settled, World } from "@/lib/testing/world";
import { StreamClient } from "./client";
import type { Change } from "./protocol";

type Delivered = Change<Row, { epoch: number }>;

/** What a page does with what it hears: the higher version counts, and a reload counts for all. */
class Screen {
  rows = new Map<number, number>();
  /** What was delivered between one reload and the next. */
  runs: string[][] = [[]];
  private heard = new Map<number, number>();
  private turn = 0;

  constructor(
    private readonly read: () => Promise<Map<number, Row>>,
    private readonly isWanted: (row: Row) => boolean,
  ) {}

  onChanges = (changes: Change[]) => {
    for (const { seq, after, cause } of changes as Delivered[]) {
      this.runs.at(-1)?.push(`${String(cause.epoch)}:${String(seq)}`);
      for (const known of [this.rows, this.heard]) {
        known.set(after.id, Math.max(known.get(after.id) ?? 0, after.version));
      }
    }
  };

  onReload = async () => {
    this.runs.push([]);
    this.heard.clear();
    const turn = (this.turn += 1);
    const rows = [...(await this.read()).values()].filter(this.isWanted);
    if (turn !== this.turn) return; // Cancelled by the one after it.
    this.rows = new Map(
      rows.map(({ id, version }) => [id, Math.max(version, this.heard.get(id) ?? 0)]),
    );
    for (const [id, version] of this.heard) if (!this.rows.has(id)) this.rows.set(id, version);
  };
}

class Storm {
  private readonly random: () => number;
  readonly world: World;
  readonly server: ShopServer;
  readonly screen: Screen;
  readonly client: StreamClient;
  private isCalm = false;

  constructor(
    seed: number,
    private readonly isFiltered: boolean,
  ) {
    this.random = randomness(seed);
    const isWanted = (row: Row) => !isFiltered || row.id % 2 === 1;
    this.world = new World(this.random);
    this.server = new ShopServer(this.world, this.random, isWanted);
    this.screen = new Screen(() => this.read(), isWanted);
    this.client = new StreamClient({
      environment: this.world,
      following: [{ channel: "inventory:updates", ...this.screen }],
      onRefused: () => undefined,
    });
    for (let count = 0; count < 20; count += 1) this.server.commit();
    this.client.start();
  }

  /** An answer takes its time on the way there and back, and may get lost. */
  private read(): Promise<Map<number, Row>> {
    const span = () => (this.isCalm ? 50 : this.random() * 2_000);
    return new Promise((resolve, reject) => {
      this.world.after(span(), () => {
        const answer = new Map(this.server.rows);
        const isLost = !this.isCalm && this.random() < 0.2;
        this.world.after(span(), () => (isLost ? reject(new Error("lost")) : resolve(answer)));
      });
    });
  }

  async turn(): Promise<void> {
    this.server.turn();
    const dice = this.random();
    if (dice < 0.35) this.server.commit();
    else if (dice < 0.75) this.server.carry();
    else this.mischief();
    if (this.random() < 0.3) this.world.pass(this.random() * 800);
    await settled();
  }

  private mischief(): void {
    const { server, random } = this;
    const dice = random();
    const [first] = server.line;
    if (dice < 0.25 && first) server.line.splice(1, 0, first);
    else if (dice < 0.4 && !this.isFiltered) this.loseOne();
    else if (dice < 0.5)
      server.hangUp([1006, 1012, 1013, 4008, 4009][Math.floor(random() * 5)] ?? 1006);
    else if (dice < 0.54) server.hangUp(1012, random() * 3_000);
    else if (dice < 0.58) server.isHalfOpen = true;
    else if (dice < 0.6) server.restore();
    else if (dice < 0.65) server.expire();
    else if (dice < 0.7) this.world.sleep(random() * 60_000);
    else if (dice < 0.75) this.world.wake();
    else this.world.pass(random() * 4_000);
  }

  private loseOne(): void {
    const lost = this.server.line.findIndex((frame) => "changes" in frame);
    if (lost >= 0) this.server.line.splice(lost, 1);
  }

  /** The network keeps its word again; one more change shows whatever was lost at the end. */
  async calm(): Promise<void> {
    this.isCalm = true;
    for (let turn = 0; turn < 400; turn += 1) {
      this.server.turn();
      if (turn === 200) this.server.commit();
      while (this.server.line.length > 0) {
        this.server.carry();
        this.server.turn();
      }
      this.world.pass(400);
      await settled();
    }
  }
}

/** The seqs of a run follow each other without a hole. */
function holesIn(run: readonly string[]): string[] {
  return run.filter((place, index) => {
    const [epoch, seq] = place.split(":").map(Number);
    const before = run[index - 1]?.split(":").map(Number);
    return before !== undefined && (before[0] !== epoch || (before[1] ?? 0) + 1 !== seq);
  });
}

async function weather(seed: number, isFiltered: boolean): Promise<Storm> {
  const storm = new Storm(seed, isFiltered);
  for (let turn = 0; turn < 250; turn += 1) await storm.turn();
  await storm.calm();
  return storm;
}

describe("a storm", () => {
  it.each([false, true])("loses nothing and repeats nothing (filtered: %s)", async (isFiltered) => {
    let delivered = 0;
    for (let seed = 1; seed <= 120; seed += 1) {
      const { screen, server, client } = await weather(seed, isFiltered);
      const all = screen.runs.flat();
      delivered += all.length;
      expect(new Set(all).size, `twice, seed ${String(seed)}`).toBe(all.length);
      if (!isFiltered) {
        expect(screen.runs.flatMap(holesIn), `holes, seed ${String(seed)}`).toEqual([]);
      }
      expect(client.status(), `seed ${String(seed)}`).toEqual({ state: "live" });
      const right = [...server.rows.values()]
        .filter(({ id }) => !isFiltered || id % 2 === 1)
        .map(({ id, version }) => [id, version]);
      expect(Object.fromEntries(screen.rows), `seed ${String(seed)}`).toEqual(
        Object.fromEntries(right),
      );
    }
    expect(delivered).toBeGreaterThan(2_000);
  });
});

// What does a server do that keeps the protocol, over a network that does not keep anything? It
// has a log with an epoch and a floor, and remembers each reader no longer than its socket lives.
import type { ChangesFrame, SubFrame } from "@/lib/stream/protocol";
import { changeOf } from "./changes";
import type { World } from "./world";

export interface Row {
  id: number;
  version: number;
}

interface Entry {
  seq: number;
  row: Row;
}

interface Reader {
  id: string;
  sent: number;
  isWanted: (row: Row) => boolean;
}

const HEARTBEAT_MS = 10_000;

export class ShopServer {
  epoch = 1;
  head = 0;
  floor = 1;
  rows = new Map<number, Row>();
  /** What is on its way to the page. */
  line: object[] = [];
  private log: Entry[] = [];
  private readers: Reader[] = [];
  private socket = -1;
  private beatAt = 0;
  isHalfOpen = false;

  constructor(
    private readonly world: World,
    private readonly random: () => number,
    private readonly isWanted: (row: Row) => boolean = () => true,
  ) {}

  commit(): void {
    const id = 1 + Math.floor(this.random() * 5);
    const row = { id, version: (this.rows.get(id)?.version ?? 0) + 1 };
    this.rows.set(id, row);
    this.head += 1;
    this.log.push({ seq: this.head, row });
    this.flush();
  }

  /** An older copy of the database takes over: what was last is gone, and the places mean others. */
  restore(): void {
    this.epoch += 1;
    this.rows = new Map(
      [...this.rows].map(([id, { version }]) => [id, { id, version: Math.ceil(version / 2) }]),
    );
    this.log = [];
    this.head = Math.floor(this.head / 2);
    this.floor = this.head + 1;
    this.hangUp(1012);
  }

  expire(): void {
    this.floor = Math.min(this.head + 1, this.floor + 4);
  }

  hangUp(code: number, retryAfterMs?: number): void {
    if (!this.isConnected) return;
    if (retryAfterMs !== undefined) this.world.say({ type: "bye", retry_after_ms: retryAfterMs });
    const { handlers, closed } = this.world.socket;
    if (!closed) handlers.close(code);
    this.lose();
  }

  /** Reads what the page has sent, and beats. */
  turn(): void {
    this.accept();
    if (this.isHalfOpen || !this.isConnected) return;
    const sent = this.world.socket.sent.splice(0).map((text) => JSON.parse(text) as SubFrame);
    for (const message of sent) {
      const { type } = message as { type: string };
      if (type === "sub") this.join(message);
      if (type === "unsub") this.readers = this.readers.filter(({ id }) => id !== message.id);
      if (type === "ping") this.line.push({ type: "pong", at: this.time() });
    }
    if (this.world.clock - this.beatAt >= HEARTBEAT_MS) {
      this.beatAt = this.world.clock;
      this.line.push({ type: "hb", at: this.time() });
    }
  }

  carry(): void {
    const frame = this.line.shift();
    if (frame && this.isConnected) this.world.say(frame);
  }

  get isConnected(): boolean {
    const isNewest = this.socket >= 0 && this.socket === this.world.sockets.length - 1;
    return isNewest && !this.world.socket.closed;
  }

  private lose(): void {
    this.line = [];
    this.readers = [];
    this.isHalfOpen = false;
  }

  private accept(): void {
    if (this.socket === this.world.sockets.length - 1) return;
    this.lose();
    this.socket = this.world.sockets.length - 1;
    this.line.push({ type: "hello", connection: String(this.socket), heartbeat_ms: HEARTBEAT_MS });
  }

  private time(): string {
    return new Date(this.world.wall()).toISOString();
  }

  private join({ id, epoch, since }: SubFrame): void {
    let start = since;
    if (start !== undefined) {
      const reason =
        epoch !== String(this.epoch) ? "epoch" : start + 1 < this.floor ? "expired" : null;
      if (reason) {
        this.line.push({ type: "reset", id, reason });
        start = undefined;
      }
    }
    const seq = start ?? this.head;
    this.line.push({ type: "ok", id, epoch: String(this.epoch), seq, head: this.head });
    this.readers.push({ id, sent: seq, isWanted: this.isWanted });
    this.flush();
  }

  private flush(): void {
    if (this.isHalfOpen || !this.isConnected) return;
    for (const reader of this.readers) {
      if (reader.sent === this.head) continue;
      const entries = this.log.filter(({ seq, row }) => seq > reader.sent && reader.isWanted(row));
      const changes = entries.map(({ seq, row }) =>
        changeOf("stock.level_changed", row, { seq, cause: { epoch: this.epoch } }),
      );
      const frame: ChangesFrame = {
        type: "changes",
        id: reader.id,
        prev: reader.sent,
        seq: this.head,
        changes,
      };
      reader.sent = this.head;
      this.line.push(changes.length > 0 ? frame : { type: "pos", id: reader.id, seq: this.head });
    }
  }
}

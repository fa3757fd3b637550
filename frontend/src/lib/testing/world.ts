// What is the world of a stream in a test? A clock that is wound by hand, sockets that the test
// answers, and chance that comes from a seed.
import type { Environment, SocketHandlers } from "@/lib/stream/environment";

interface FakeSocket {
  handlers: SocketHandlers;
  sent: string[];
  closed: boolean;
}

export class World implements Environment {
  clock = 1_000;
  /** How far the clock on the wall is ahead of the steady one, ms. */
  ahead = 1_700_000_000_000;
  sockets: FakeSocket[] = [];
  timers: { at: number; run: () => void }[] = [];
  random: () => number;
  /** Whether somebody looks at the page. */
  watched = true;
  private wakeUp: () => void = () => undefined;

  constructor(random: () => number = () => 0.5) {
    this.random = random;
  }

  connect = (handlers: SocketHandlers) => {
    const socket: FakeSocket = { handlers, sent: [], closed: false };
    this.sockets.push(socket);
    return {
      send: (text: string) => {
        if (!socket.closed) socket.sent.push(text);
      },
      close: () => {
        socket.closed = true;
      },
    };
  };
  now = () => this.clock;
  wall = () => this.clock + this.ahead;
  isWatched = () => this.watched;
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

  /** Time goes on, and whatever is due runs at its moment. */
  pass(ms: number): void {
    const end = this.clock + ms;
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((timer) => timer !== due);
      this.clock = Math.max(this.clock, due.at);
      due.run();
    }
    this.clock = end;
  }

  /** The machine sleeps: only the clock on the wall goes on. */
  sleep(ms: number): void {
    this.ahead += ms;
  }

  /** The page is looked at again, or the network is back. */
  wake(): void {
    this.wakeUp();
  }

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error("no socket yet");
    return last;
  }

  say(frame: object): void {
    this.socket.handlers.message(JSON.stringify(frame));
  }

  close(code: number): void {
    this.socket.handlers.close(code);
  }

  /** What the page has sent on the present socket, of one type. */
  sent<T>(type: string): T[] {
    return this.socket.sent
      .map((text) => JSON.parse(text) as { type: string })
      .filter((frame) => frame.type === type) as T[];
  }
}

/** Small and seeded (mulberry32), so that a failure can be seen again. */
export function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Lets promises that are settled already be heard. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}

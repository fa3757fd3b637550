// Who keeps the one socket of this page open, and its subscriptions complete?
import { backoff } from "./backoff";
import type { Environment, Socket } from "./environment";
import {
  HEARTBEAT_DEFAULT_MS,
  sameStatus,
  silenceLimit,
  statusOf,
  type Heard,
  type StreamStatus,
} from "./liveness";
import { parseFrame, type Change, type Channel, type ServerFrame } from "./protocol";
import {
  idOf,
  newSubscription,
  step,
  type Subscription,
  type SubscriptionEvent,
} from "./subscription";

export interface ChannelHandlers {
  onChanges: (changes: Change[]) => void;
  /** The screen has no known place in the feed: fetch all of it; a rejection is tried again. */
  onReload: (reason: string) => Promise<void>;
}

interface Entry {
  state: Subscription;
  /** Counts the reloads that were asked for; the screen is live when the last one is done. */
  wanted: number;
  done: number;
  handlers: ChannelHandlers;
}

export interface StreamOptions {
  environment: Environment;
  channels: Partial<Record<Channel, ChannelHandlers>>;
  /** The server ended the session (its close code); the page asks who is logged in. */
  onRefused: (code: number) => void;
}

const TICK_MS = 500;
const CONNECT_TIMEOUT_MS = 10_000;
/** Close codes by which the server says: come back with another session, not with this one. */
const REFUSED = new Set([4401, 4403]);

export class StreamClient {
  private readonly entries: Entry[];
  private readonly listeners = new Set<() => void>();
  private socket: Socket | null = null;
  private open = false;
  private stopped = false;
  private attempt = 0;
  private attemptAt = 0;
  private cancelRetry: (() => void) | null = null;
  private cancelTick: (() => void) | null = null;
  private cancelWake: (() => void) | null = null;
  private heard: Heard;
  private shown: StreamStatus = { state: "catching-up" };

  constructor(private readonly options: StreamOptions) {
    this.entries = Object.entries(options.channels).map(([channel, handlers]) => ({
      state: newSubscription(channel as Channel),
      wanted: 0,
      done: 0,
      handlers,
    }));
    const now = options.environment.now();
    this.heard = {
      startedAt: now,
      lastAt: null,
      lostAt: null,
      heartbeatMs: HEARTBEAT_DEFAULT_MS,
    };
  }

  start(): void {
    this.stopped = false;
    const { environment } = this.options;
    this.heard = { ...this.heard, startedAt: environment.now() };
    this.cancelWake = environment.onWake(() => this.wake());
    this.tick();
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.cancelRetry?.();
    this.cancelTick?.();
    this.cancelWake?.();
    this.drop();
  }

  status = (): StreamStatus => this.shown;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private connect(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
    this.drop();
    this.attemptAt = this.options.environment.now();
    const current = this.options.environment.connect({
      open: () => undefined, // `hello` is the word that counts.
      message: (data) => {
        if (this.socket === current) this.onMessage(data);
      },
      close: (code) => {
        if (this.socket === current) this.onClose(code);
      },
    });
    this.socket = current;
  }

  private drop(): void {
    this.socket?.close();
    this.socket = null;
    if (this.open) this.heard = { ...this.heard, lostAt: this.options.environment.now() };
    this.open = false;
    for (const entry of this.entries) this.advance(entry, { type: "disconnected" });
  }

  private retryLater(): void {
    const { environment } = this.options;
    const delay = backoff(this.attempt++, environment.random());
    this.cancelRetry = environment.after(delay, () => this.connect());
  }

  private onClose(code: number): void {
    this.drop();
    this.heard = { ...this.heard, lostAt: this.heard.lostAt ?? this.options.environment.now() };
    if (REFUSED.has(code)) this.options.onRefused(code);
    this.retryLater();
    this.show();
  }

  private onMessage(data: unknown): void {
    const frame = parseFrame(data);
    if (!frame) return;
    this.heard = { ...this.heard, lastAt: this.options.environment.now() };
    this.onFrame(frame);
    this.show();
  }

  private onFrame(frame: ServerFrame): void {
    if (frame.type === "hello") {
      this.open = true;
      this.attempt = 0;
      this.heard = { ...this.heard, lostAt: null, heartbeatMs: frame.heartbeat_ms };
      for (const entry of this.entries) this.advance(entry, { type: "connected" });
      return;
    }
    if (!("id" in frame) || frame.type === "error") return;
    const entry = this.entries.find((each) => idOf(each.state) === frame.id);
    if (entry) this.advance(entry, { type: "frame", frame });
  }

  private advance(entry: Entry, event: SubscriptionEvent): void {
    const [next, effects] = step(entry.state, event);
    entry.state = next;
    for (const effect of effects) {
      if (effect.type === "send") this.socket?.send(JSON.stringify(effect.frame));
      else if (effect.type === "deliver") entry.handlers.onChanges(effect.changes);
      else this.reload(entry, effect.reason);
    }
  }

  private reload(entry: Entry, reason: string): void {
    entry.wanted += 1;
    this.attemptReload(entry, reason, entry.wanted, 0);
  }

  /** Also a reconnect in between does not save a reload that failed: its rows are still missing. */
  private attemptReload(entry: Entry, reason: string, turn: number, failures: number): void {
    const { environment } = this.options;
    entry.handlers.onReload(reason).then(
      () => {
        entry.done = Math.max(entry.done, turn);
        this.show();
      },
      () => {
        if (this.stopped || turn < entry.wanted) return;
        const delay = backoff(failures, environment.random());
        environment.after(delay, () => this.attemptReload(entry, reason, turn, failures + 1));
      },
    );
  }

  /** Silence is only seen by looking at the clock. */
  private tick(): void {
    const { environment } = this.options;
    const now = environment.now();
    const limit = silenceLimit(this.heard.heartbeatMs);
    const silent = this.open && now - (this.heard.lastAt ?? now) > limit;
    const stuck = !this.open && this.socket && now - this.attemptAt > CONNECT_TIMEOUT_MS;
    if (silent || stuck) this.connect();
    this.show();
    this.cancelTick = environment.after(TICK_MS, () => this.tick());
  }

  private wake(): void {
    const { environment } = this.options;
    const quiet = environment.now() - (this.heard.lastAt ?? 0) > this.heard.heartbeatMs * 1.5;
    if (this.cancelRetry || (this.open && quiet)) {
      this.attempt = 0;
      this.connect();
    }
    this.show();
  }

  private show(): void {
    const phases = this.entries.map((entry) => entry.state.phase);
    const reloading = this.entries.some((entry) => entry.done < entry.wanted);
    const next = statusOf(this.heard, phases, reloading, this.options.environment.now());
    if (sameStatus(next, this.shown)) return;
    this.shown = next;
    this.listeners.forEach((listener) => listener());
  }
}

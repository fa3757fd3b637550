// Who keeps the one socket of this page open, knows whether anybody is at its other end, and what
// time it is there?
import type { Environment, Socket } from "./environment";
import {
  ASK_AFTER_MS,
  HEARTBEAT_DEFAULT_MS,
  MISSED_SOME,
  silenceLimit,
  type Heard,
} from "./liveness";
import { parseFrame, type ClientFrame, type ServerFrame } from "./protocol";
import { returnAfter } from "./returning";
import { ServerClock } from "./server-clock";

export interface ConnectionHandlers {
  /** The server said hello. */
  onOpen: () => void;
  onFrame: (frame: ServerFrame) => void;
  /** Called also when no socket was open, each time before a new one is tried. */
  onLost: () => void;
  /** The session may be over or another one. */
  onRefused: (code: number) => void;
  /** What may be seen has changed. */
  onForget: () => void;
  onTick: () => void;
}

const TICK_MS = 500;
const CONNECT_TIMEOUT_MS = 10_000;
/** A connection that held for so long was a good one: the next return does not wait for long. */
const STEADY_MS = 5_000;
/** A link on which a question stays without an answer for so long is left for a new one. */
const PROBE_MS = 6_000;
/** Time that passed between two ticks beyond this was sleep. */
const LEAP_MS = 5_000;

export class Connection {
  readonly clock = new ServerClock();
  /** How often the server has said hello. */
  opened = 0;
  /** When it last did, ms since 1970; null while there is no connection. */
  openedAt: number | null = null;
  private heardState: Heard;
  private socket: Socket | null = null;
  private openSince: number | null = null;
  private attempt = 0;
  private attemptAt = 0;
  private retryAfterMs: number | null = null;
  private isPatient = false;
  private lastTick = { now: 0, wall: 0 };
  private cancelRetry: (() => void) | null = null;
  private cancelTick: (() => void) | null = null;
  private cancelWake: (() => void) | null = null;

  constructor(
    private readonly environment: Environment,
    private readonly handlers: ConnectionHandlers,
  ) {
    this.heardState = {
      startedAt: environment.now(),
      lastAt: null,
      heardAt: null,
      lostAt: null,
      askedAt: null,
      inDoubt: false,
      heartbeatMs: HEARTBEAT_DEFAULT_MS,
    };
  }

  get heard(): Heard {
    return this.heardState;
  }

  start(): void {
    const { environment } = this;
    this.note({ startedAt: environment.now() });
    this.lastTick = { now: environment.now(), wall: environment.wall() };
    this.cancelWake = environment.onWake(() => this.wake());
    this.cancelTick = environment.after(TICK_MS, () => this.tick());
    this.connect();
  }

  stop(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
    this.cancelTick?.();
    this.cancelWake?.();
    this.drop();
  }

  send(frame: ClientFrame): void {
    this.socket?.send(JSON.stringify(frame));
  }

  /** Leaves a connection that does not do its work, and comes back as after any loss. */
  renew(): void {
    this.onClose(1006);
  }

  private get isOpen(): boolean {
    return this.openSince !== null;
  }

  private note(news: Partial<Heard>): void {
    this.heardState = { ...this.heardState, ...news };
  }

  private connect(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
    this.isPatient = false;
    this.drop();
    this.attemptAt = this.environment.now();
    const current = this.environment.connect({
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
    const now = this.environment.now();
    if (this.openSince !== null && now - this.openSince >= STEADY_MS) this.attempt = 0;
    // A question that stayed without an answer: the link was lost by then.
    if (this.isOpen) this.note({ lostAt: this.heardState.askedAt ?? now });
    this.socket?.close();
    this.socket = null;
    this.openSince = null;
    this.openedAt = null;
    this.note({ askedAt: null });
    this.clock.forget();
    this.handlers.onLost();
  }

  private onClose(code: number): void {
    const { environment, handlers } = this;
    this.drop();
    this.note({ lostAt: this.heardState.lostAt ?? environment.now() });
    const next = returnAfter(code, this.retryAfterMs, this.attempt, environment.random());
    this.retryAfterMs = null;
    this.attempt += 1;
    this.isPatient = next.isPatient;
    if (next.forgets) handlers.onForget();
    if (next.asksWho) handlers.onRefused(code);
    this.cancelRetry?.();
    this.cancelRetry = environment.after(next.afterMs, () => this.connect());
    handlers.onTick();
  }

  private onMessage(data: unknown): void {
    const frame = parseFrame(data);
    if (!frame) return;
    const { environment } = this;
    this.note({
      lastAt: environment.now(),
      heardAt: environment.wall(),
      askedAt: null,
      inDoubt: false,
    });
    if (frame.type === "hello") this.onHello(frame.heartbeat_ms);
    else if (frame.type === "pong") this.clock.answered(Date.parse(frame.at), environment.now());
    else if (frame.type === "bye") this.retryAfterMs = frame.retry_after_ms;
    this.handlers.onFrame(frame);
  }

  private onHello(heartbeatMs: number): void {
    this.opened += 1;
    this.openSince = this.environment.now();
    this.openedAt = this.environment.wall();
    this.retryAfterMs = null;
    this.note({ lostAt: null, heartbeatMs });
    this.handlers.onOpen();
    this.ping();
  }

  private ping(): void {
    this.clock.asked(this.environment.now());
    this.send({ type: "ping" });
  }

  /** Asks whether somebody is there, and does not wait long for a word. */
  private probe(): void {
    if (this.heardState.askedAt !== null) return;
    this.note({ askedAt: this.environment.now() });
    this.ping();
  }

  /** Silence is only seen by looking at the clock. */
  private tick(): void {
    this.cancelTick = this.environment.after(TICK_MS, () => this.tick());
    this.noticeSleep();
    const now = this.environment.now();
    if (this.isGone(now)) this.connect();
    else if (this.isOpen && this.heardState.askedAt === null) {
      if (this.silentFor(now) > this.silenceToAsk()) this.probe();
      else if (this.clock.isDue(now)) this.ping();
    }
    this.handlers.onTick();
  }

  private silenceToAsk(): number {
    const { environment, heardState } = this;
    return environment.isWatched() ? ASK_AFTER_MS : heardState.heartbeatMs * MISSED_SOME;
  }

  private silentFor(now: number): number {
    return now - (this.heardState.lastAt ?? now);
  }

  private isGone(now: number): boolean {
    if (!this.isOpen) return this.socket !== null && now - this.attemptAt > CONNECT_TIMEOUT_MS;
    const { askedAt } = this.heardState;
    if (askedAt !== null && now - askedAt > PROBE_MS) return true;
    return this.silentFor(now) > silenceLimit(this.heardState.heartbeatMs);
  }

  /** A machine that slept may wake with a dead link, and its steady clock may have stood still. */
  private noticeSleep(): void {
    const { now, wall } = { now: this.environment.now(), wall: this.environment.wall() };
    const passed = Math.max(now - this.lastTick.now, wall - this.lastTick.wall);
    this.lastTick = { now, wall };
    if (passed < TICK_MS + LEAP_MS) return;
    this.clock.forget();
    if (this.isOpen) this.note({ inDoubt: true });
    this.wake();
  }

  private wake(): void {
    const now = this.environment.now();
    if (this.cancelRetry && this.isPatient) return;
    if (this.cancelRetry) {
      this.attempt = 0;
      this.connect();
    } else if (this.isOpen && this.silentFor(now) > this.heardState.heartbeatMs * MISSED_SOME) {
      this.connect();
    } else if (this.isOpen) this.probe();
    this.handlers.onTick();
  }
}

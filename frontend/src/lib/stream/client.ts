// How does a page follow the feed? One socket, any number of subscriptions, one honest word about
// how true the screen is.
import { Connection } from "./connection";
import type { Environment } from "./environment";
import { Follower, type Following } from "./follower";
import { sameStatus, statusOf, type StreamStatus } from "./liveness";
import type { ServerFrame, SubscriptionFrame } from "./protocol";

export interface StreamOptions {
  environment: Environment;
  following: readonly Following[];
  /** The session may be over or another one (close code); the page asks who is logged in. */
  onRefused: (code: number) => void;
}

/** What the page knows about its own line to the server. Moments are ms since 1970. */
export interface Link {
  connectedAt: number | null;
  /** When the last message of any kind came. */
  heardAt: number | null;
  roundTripMs: number | null;
  /** How many changes came since the page was loaded. */
  received: number;
  /** How often the connection was lost and found again. */
  reconnects: number;
}

function isAboutSubscription(frame: ServerFrame): frame is SubscriptionFrame {
  return "id" in frame && typeof frame.id === "string";
}

export class StreamClient {
  private readonly connection: Connection;
  private readonly followers: readonly Follower[];
  private readonly listeners = new Set<() => void>();
  private shown: StreamStatus = { state: "catching-up" };

  constructor(private readonly options: StreamOptions) {
    const { environment, following, onRefused } = options;
    const connection = new Connection(environment, {
      onOpen: () => this.followers.forEach((each) => each.advance({ type: "connected" })),
      onFrame: (frame) => this.onFrame(frame),
      onLost: () => this.followers.forEach((each) => each.advance({ type: "disconnected" })),
      onForget: () => this.followers.forEach((each) => each.advance({ type: "forgotten" })),
      onRefused,
      onTick: () => this.onTick(),
    });
    const around = {
      environment,
      send: connection.send.bind(connection),
      onProgress: () => this.show(),
    };
    this.connection = connection;
    this.followers = following.map(
      (each, place) => new Follower(each, `${each.channel}/${String(place)}`, around),
    );
  }

  start(): void {
    this.followers.forEach((each) => each.start());
    this.connection.start();
  }

  stop(): void {
    this.followers.forEach((each) => each.stop());
    this.connection.stop();
  }

  status = (): StreamStatus => this.shown;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  link(): Link {
    const { clock, heard, openedAt, opened } = this.connection;
    return {
      connectedAt: openedAt,
      heardAt: heard.heardAt,
      roundTripMs: clock.roundTripMs,
      received: this.followers.reduce((sum, each) => sum + each.received, 0),
      reconnects: Math.max(0, opened - 1),
    };
  }

  /** The server's time now, ms since 1970; null while it is not known. */
  serverTime(): number | null {
    return this.connection.clock.timeAt(this.options.environment.now());
  }

  private onFrame(frame: ServerFrame): void {
    if (isAboutSubscription(frame)) this.followers.some((each) => each.take(frame));
    this.show();
  }

  private onTick(): void {
    const areOwed = this.followers.filter((each) => !each.check());
    if (areOwed.length > 0) this.connection.renew();
    this.show();
  }

  private show(): void {
    const { environment } = this.options;
    const next = statusOf(this.connection.heard, this.followers, environment.now());
    if (sameStatus(next, this.shown)) return;
    this.shown = next;
    this.listeners.forEach((listener) => listener());
  }
}

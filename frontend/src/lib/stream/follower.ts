// Who follows one subscription for the page: hands over its changes, and has the screen fetched
// anew, until that succeeds, whenever its place in the feed is not known?
import { backoff } from "./backoff";
import type { Environment } from "./environment";
import type { Change, ClientFrame, SubscriptionFrame } from "./protocol";
import {
  idOf,
  newSubscription,
  step,
  type Phase,
  type Subscription,
  type SubscriptionEvent,
  type Wanted,
} from "./subscription";

export interface Following extends Wanted {
  /** `conflated`: what these changes have overtaken was left out (mode `latest`). */
  onChanges: (changes: Change[], conflated: boolean) => void;
  /** The screen has no known place in the feed: fetch all of it; a rejection is tried again. */
  onReload: (reason: string) => Promise<void>;
}

interface Surroundings {
  environment: Pick<Environment, "now" | "random" | "after">;
  send: (frame: ClientFrame) => void;
  /** Something that the badge may show has changed. */
  onProgress: () => void;
}

/** An answer that the server owes for so long does not come any more, ms. */
const OWED_MAX_MS = 15_000;
/** So often the server is told how far one is, so that it knows how long a change takes, ms. */
const ACKNOWLEDGE_EVERY_MS = 5_000;
/** A refusal may end (another role, a server that has recovered), so it is asked again, ms. */
const REFUSED_RETRY_MS = 60_000;

export class Follower {
  private state: Subscription;
  /** When this subscription last got on, ms. */
  private movedAt: number;
  /** Counts the reloads that were asked for; the screen is right when the last one is done. */
  private wanted = 0;
  private done = 0;
  private stopped = false;
  private acknowledgedAt = -Infinity;
  /** How many changes were handed over. */
  received = 0;

  constructor(
    private readonly following: Following,
    name: string,
    private readonly around: Surroundings,
  ) {
    this.state = newSubscription(following, name);
    this.movedAt = around.environment.now();
  }

  get channel() {
    return this.following.channel;
  }

  get phase(): Phase {
    return this.state.phase;
  }

  get isReloading(): boolean {
    return this.done < this.wanted;
  }

  start(): void {
    this.stopped = false;
    if (this.isReloading) this.attemptReload("not done before", this.wanted, 0);
  }

  stop(): void {
    this.stopped = true;
  }

  /** True when the frame was for this subscription. */
  take(frame: SubscriptionFrame): boolean {
    if (frame.id !== idOf(this.state)) return false;
    this.advance({ type: "frame", frame });
    return true;
  }

  advance(event: SubscriptionEvent): void {
    this.movedAt = this.around.environment.now();
    const [next, effects] = step(this.state, event);
    this.state = next;
    for (const effect of effects) {
      if (effect.type === "send") this.around.send(effect.frame);
      else if (effect.type === "deliver") this.deliver(effect.changes, effect.conflated);
      else this.reload(effect.reason);
    }
  }

  /** Looks at the clock; false when the server owes an answer that does not come. */
  check(): boolean {
    const waited = this.around.environment.now() - this.movedAt;
    if (this.phase === "refused") {
      if (waited > REFUSED_RETRY_MS) this.advance({ type: "retried" });
      return true;
    }
    const isOwed = this.phase === "joining" || this.phase === "replaying";
    return !isOwed || waited <= OWED_MAX_MS;
  }

  private deliver(changes: Change[], conflated: boolean): void {
    this.received += changes.length;
    this.following.onChanges(changes, conflated);
    this.acknowledge();
  }

  /** Only of news: what was missed for a while says nothing about the way. */
  private acknowledge(): void {
    const { position, phase } = this.state;
    const now = this.around.environment.now();
    if (!position || phase !== "live" || now - this.acknowledgedAt < ACKNOWLEDGE_EVERY_MS) return;
    this.acknowledgedAt = now;
    this.around.send({ type: "ack", id: idOf(this.state), seq: position.seq });
  }

  private reload(reason: string): void {
    this.wanted += 1;
    this.attemptReload(reason, this.wanted, 0);
  }

  /** Also a reconnect in between does not save a reload that failed: its rows are still missing. */
  private attemptReload(reason: string, turn: number, failures: number): void {
    const { environment, onProgress } = this.around;
    this.following.onReload(reason).then(
      () => {
        this.done = Math.max(this.done, turn);
        onProgress();
      },
      () => {
        if (this.stopped || turn < this.wanted) return;
        const delay = backoff(failures, environment.random());
        environment.after(delay, () => this.attemptReload(reason, turn, failures + 1));
      },
    );
  }
}

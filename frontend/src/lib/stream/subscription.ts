// Where in the feed is this subscription, and what follows from the next frame? A state machine
// without I/O: `step` takes a state and an event, and returns the next state and what to do.
import type {
  Change,
  Channel,
  ChangesFrame,
  ClientFrame,
  Mode,
  OkFrame,
  Position,
  StreamFilter,
  SubFrame,
  SubscriptionFrame,
} from "./protocol";

/**
 * idle: no socket · joining: asked, no answer yet · replaying: behind the head · live: at it ·
 * refused: the server said no.
 */
export type Phase = "idle" | "joining" | "replaying" | "live" | "refused";

/** What somebody wants to follow. */
export interface Wanted {
  channel: Channel;
  filter?: StreamFilter;
  /** `stream` unless said otherwise. */
  mode?: Mode;
}

export interface Subscription {
  wanted: Wanted;
  /** Tells subscriptions of one channel from each other. */
  name: string;
  phase: Phase;
  /** The last seq that was delivered; null until the first `ok` and after a `reset`. */
  position: Position | null;
  /** The head when the server answered; reaching it means having caught up. */
  head: number;
  /** Counts the attempts, so that a frame of an earlier attempt is known by its id. */
  attempt: number;
}

export type SubscriptionEvent =
  | { type: "connected" }
  | { type: "disconnected" }
  /** After a refusal: ask once more. */
  | { type: "retried" }
  /** Whatever is on the screen counts no more, though the feed itself went on. */
  | { type: "forgotten" }
  | { type: "frame"; frame: SubscriptionFrame };

export type Effect =
  | { type: "send"; frame: ClientFrame }
  /** `conflated`: changes that these have overtaken were left out. */
  | { type: "deliver"; changes: Change[]; conflated: boolean }
  /** What is on the screen has no known place in the feed: fetch it anew. */
  | { type: "reload"; reason: string };

type Step = [Subscription, Effect[]];

export function newSubscription(wanted: Wanted, name: string = wanted.channel): Subscription {
  return { wanted, name, phase: "idle", position: null, head: 0, attempt: 0 };
}

export function idOf(subscription: Subscription): string {
  return `${subscription.name}#${String(subscription.attempt)}`;
}

function join(before: Subscription, position: Position | null): Step {
  const next = { ...before, position, phase: "joining" as const, attempt: before.attempt + 1 };
  const { channel, filter, mode = "stream" } = next.wanted;
  const sub: SubFrame = {
    type: "sub",
    id: idOf(next),
    channel,
    mode,
    ...(filter ? { filter } : {}),
    ...(position ? { epoch: position.epoch, since: position.seq } : {}),
  };
  return [next, [{ type: "send", frame: sub }]];
}

/** Leaves the running attempt and asks again from the last delivered place. */
function rejoin(before: Subscription, position: Position): Step {
  const unsub: Effect = { type: "send", frame: { type: "unsub", id: idOf(before) } };
  const [next, effects] = join(before, position);
  return [next, [unsub, ...effects]];
}

function onOk(state: Subscription, ok: OkFrame): Step {
  const known = state.position;
  if (known && known.epoch === ok.epoch && ok.seq <= known.seq) {
    const phase = known.seq >= ok.head ? "live" : "replaying";
    return [{ ...state, head: ok.head, phase }, []];
  }
  const position = { epoch: ok.epoch, seq: ok.seq };
  const phase = ok.seq >= ok.head ? "live" : "replaying";
  const reason = known ? "moved" : "unknown place";
  return [{ ...state, position, head: ok.head, phase }, [{ type: "reload", reason }]];
}

function advance(state: Subscription, position: Position, seq: number): Subscription {
  const reached = Math.max(position.seq, seq);
  const phase = reached >= state.head ? "live" : "replaying";
  return { ...state, position: { ...position, seq: reached }, phase };
}

/** What was not delivered before, each once. */
function newsIn(changes: readonly Change[], after: number): Change[] {
  let last = after;
  return changes.filter(({ seq }) => {
    if (seq <= last) return false;
    last = seq;
    return true;
  });
}

function onChanges(state: Subscription, position: Position, frame: ChangesFrame): Step {
  if (frame.prev > position.seq) return rejoin(state, position);
  const news = newsIn(frame.changes, position.seq);
  const next = advance(state, position, frame.seq);
  if (news.length === 0) return [next, []];
  return [next, [{ type: "deliver", changes: news, conflated: frame.conflated ?? false }]];
}

function onFrame(state: Subscription, frame: SubscriptionFrame): Step {
  if (frame.id !== idOf(state) || state.phase === "refused") return [state, []];
  if (frame.type === "error") return [{ ...state, phase: "refused" }, []];
  if (frame.type === "reset") return [{ ...state, phase: "joining", position: null }, []];
  if (frame.type === "ok") return state.phase === "joining" ? onOk(state, frame) : [state, []];
  const { position } = state;
  if (!position || state.phase === "joining") return [state, []];
  if (frame.type === "pos") return [advance(state, position, frame.seq), []];
  return onChanges(state, position, frame);
}

export function step(state: Subscription, event: SubscriptionEvent): Step {
  switch (event.type) {
    case "connected":
      return join(state, state.position);
    case "disconnected":
      return [{ ...state, phase: "idle" }, []];
    case "retried":
      return state.phase === "refused" ? join(state, state.position) : [state, []];
    case "forgotten":
      return [{ ...state, position: null }, []];
    case "frame":
      return state.phase === "idle" ? [state, []] : onFrame(state, event.frame);
  }
}

// Where in the feed is this subscription, and what follows from the next frame? A state machine
// without I/O: `step` takes a state and an event, and returns the next state and what to do.
import type {
  Change,
  Channel,
  ClientFrame,
  OkFrame,
  Position,
  SubscriptionFrame,
} from "./protocol";

/** idle: no socket · joining: asked, no answer yet · replaying: behind the head · live: at it. */
export type Phase = "idle" | "joining" | "replaying" | "live";

export interface Subscription {
  channel: Channel;
  phase: Phase;
  /** The last seq that was delivered; null until the first `ok` and after a `reset`. */
  position: Position | null;
  /** The head when the server answered; reaching it means having caught up. */
  head: number;
  /** Counts the attempts, so that a frame of an earlier attempt is known by its id. */
  attempt: number;
}

export type SubscriptionEvent =
  { type: "connected" } | { type: "disconnected" } | { type: "frame"; frame: SubscriptionFrame };

export type Effect =
  | { type: "send"; frame: ClientFrame }
  | { type: "deliver"; changes: Change[] }
  /** What is on the screen has no known place in the feed: fetch it anew. */
  | { type: "reload"; reason: string };

type Step = [Subscription, Effect[]];

export function newSubscription(channel: Channel): Subscription {
  return { channel, phase: "idle", position: null, head: 0, attempt: 0 };
}

export function idOf(subscription: Subscription): string {
  return `${subscription.channel}#${String(subscription.attempt)}`;
}

function join(before: Subscription, position: Position | null): Step {
  const next = { ...before, position, phase: "joining" as const, attempt: before.attempt + 1 };
  const from = position ? { epoch: position.epoch, since: position.seq } : {};
  const sub: ClientFrame = {
    type: "sub",
    id: idOf(next),
    channel: next.channel,
    mode: "stream",
    ...from,
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

function onFrame(state: Subscription, frame: SubscriptionFrame): Step {
  if (frame.id !== idOf(state)) return [state, []];
  if (frame.type === "reset") return [{ ...state, phase: "joining", position: null }, []];
  if (frame.type === "ok") return state.phase === "joining" ? onOk(state, frame) : [state, []];
  const { position } = state;
  if (!position || state.phase === "joining") return [state, []];
  if (frame.type === "pos") return [advance(state, position, frame.seq), []];
  if (frame.prev > position.seq) return rejoin(state, position);

  const news = frame.changes.filter((change) => change.seq > position.seq);
  const next = advance(state, position, frame.seq);
  return [next, news.length > 0 ? [{ type: "deliver", changes: news }] : []];
}

export function step(state: Subscription, event: SubscriptionEvent): Step {
  switch (event.type) {
    case "connected":
      return join(state, state.position);
    case "disconnected":
      return [{ ...state, phase: "idle" }, []];
    case "frame":
      return state.phase === "idle" ? [state, []] : onFrame(state, event.frame);
  }
}

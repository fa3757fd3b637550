// Which words does the stream speak? JSON text, one object a message, `type` says which.

export const CHANNELS = ["inventory:updates", "price:updates", "stock:alerts"] as const;
export type Channel = (typeof CHANNELS)[number];

/** One committed change. It carries the whole new state, so seeing it twice does no harm. */
export interface Change<After = unknown, Cause = unknown> {
  seq: number;
  type: string;
  key: string;
  version: number;
  before: Partial<After> | null;
  after: After;
  cause: Cause;
  at: string;
}

export interface Position {
  epoch: string;
  seq: number;
}

export interface OkFrame {
  type: "ok";
  id: string;
  epoch: string;
  seq: number;
}
export interface ChangesFrame {
  type: "changes";
  id: string;
  prev: number;
  seq: number;
  changes: Change[];
}
export interface PosFrame {
  type: "pos";
  id: string;
  seq: number;
}
export interface ResetFrame {
  type: "reset";
  id: string;
  reason: string;
}
export type SubscriptionFrame = OkFrame | ChangesFrame | PosFrame | ResetFrame;

export interface HelloFrame {
  type: "hello";
  connection: string;
  heartbeat_ms: number;
}
export interface ErrorFrame {
  type: "error";
  code: string;
  detail: string;
  id?: string;
}
/** Heartbeats and pongs say nothing but "I am here". */
export interface AliveFrame {
  type: "hb" | "heartbeat" | "ping" | "pong";
}
export type ServerFrame = SubscriptionFrame | HelloFrame | ErrorFrame | AliveFrame;

export interface SubFrame {
  type: "sub";
  id: string;
  channel: Channel;
  mode: "stream";
  epoch?: string;
  since?: number;
}
export interface UnsubFrame {
  type: "unsub";
  id: string;
}
export type ClientFrame = SubFrame | UnsubFrame;

/** What a message says, or null for something that is not of this protocol. */
export function parseFrame(text: unknown): ServerFrame | null {
  if (typeof text !== "string") return null;
  try {
    const frame: unknown = JSON.parse(text);
    const isFrame = typeof frame === "object" && frame !== null && "type" in frame;
    return isFrame ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}

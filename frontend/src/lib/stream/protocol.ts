// Which words does the stream speak? JSON text, one object a message, `type` says which. The
// shapes are the backend's own, from the generated contract.
import type { components } from "@/lib/api/schema.gen";

type Schemas = components["schemas"];

export type Channel = Schemas["Channel"];
export const CHANNELS: readonly Channel[] = ["inventory:updates", "price:updates", "stock:alerts"];

/** One committed change. It carries the whole new state, so seeing it twice does no harm. */
export type Change<After = unknown, Cause = unknown> = Omit<
  Schemas["ChangeFrame"],
  "before" | "after" | "cause"
> & { before: Partial<After> | null; after: After; cause: Cause };

export interface Position {
  epoch: string;
  seq: number;
}

/** `seq` is where the subscription starts, `head` the newest place at that moment. */
export type OkFrame = Schemas["OkFrame"];
/** `prev` is the last seq that was sent before, so a gap shows. */
export type ChangesFrame = Omit<Schemas["ChangesFrame"], "changes" | "conflated"> & {
  changes: Change[];
  /** Only in mode `latest`: changes that were overtaken were left out. */
  conflated?: boolean;
};
export type PosFrame = Schemas["PosFrame"];
/** The wanted place is gone: an `ok` with a new one follows by itself. */
export type ResetFrame = Schemas["ResetFrame"];
/** With an `id`, that subscription was refused. */
export type ErrorFrame = Schemas["ErrorFrame"];
export type SubscriptionFrame =
  OkFrame | ChangesFrame | PosFrame | ResetFrame | (ErrorFrame & { id: string });

export type ServerFrame =
  | SubscriptionFrame
  | Schemas["HelloFrame"]
  | Schemas["HeartbeatFrame"]
  | Schemas["PongFrame"]
  | Schemas["ByeFrame"]
  | ErrorFrame;

/** `stream` leaves out nothing; `latest` leaves out what a newer change has overtaken. */
export type Mode = Schemas["SubMessage"]["mode"];
/** Only changes that meet each field that is given, by any of its values. */
export type StreamFilter = {
  [Field in keyof Schemas["StreamFilter"]]?: NonNullable<Schemas["StreamFilter"][Field]>;
};

export type SubFrame = Pick<Schemas["SubMessage"], "type" | "id" | "channel" | "mode"> & {
  filter?: StreamFilter;
  epoch?: string;
  since?: number;
};
export type ClientFrame =
  SubFrame | Schemas["UnsubMessage"] | Schemas["AckMessage"] | Schemas["PingMessage"];

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

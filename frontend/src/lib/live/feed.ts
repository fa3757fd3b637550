// How do changes reach the screen? All that came since the last write goes into the cache at once,
// in an animation frame, and is rendered in this frame; when the next one begins it has been
// painted, and it is known how old it was then.
import { notifyManager, type QueryClient } from "@tanstack/react-query";
import { LagMeter } from "@/lib/stream/lag";
import { browserFrame, createMailbox, type Clock } from "@/lib/stream/mailbox";
import { paced } from "@/lib/stream/pace";
import { CHANNELS, type Change, type Channel } from "@/lib/stream/protocol";
import { reload, type LiveRoom } from "./room";

export interface Arrival {
  channel: Channel;
  change: Change;
}

interface FeedOptions {
  /** When it is time to write. */
  clock?: Clock;
  /** When what was written has been painted. */
  painted?: Clock;
  /** The server's time now, ms since 1970; null while it is not known. */
  serverTime: () => number | null;
  /** A hidden page paints nothing, so nothing is measured there. */
  isVisible?: () => boolean;
  /** Where the meter's minute is counted, ms. */
  now?: () => number;
}

/** The next animation frame, if the page is not hidden before. */
const nextPaint: Clock = {
  frame(run) {
    const cancel = () => {
      cancelAnimationFrame(request);
      document.removeEventListener("visibilitychange", cancel);
    };
    const request = requestAnimationFrame(() => {
      cancel();
      run();
    });
    document.addEventListener("visibilitychange", cancel);
    return cancel;
  },
};

export interface Feed {
  put: (channel: Channel, changes: readonly Change[]) => void;
  reload: (channel: Channel) => Promise<void>;
  lag: LagMeter;
}

function applyTo(queries: QueryClient, room: LiveRoom, changes: Change[]): void {
  try {
    room.apply(queries, changes);
  } catch (error) {
    // A room that cannot read a change must not show what is wrong, nor stop the others.
    globalThis.reportError(error);
    void reload(queries, [room]).catch(() => undefined);
  }
}

/** One write to the cache: whoever looks at it hears of it once, not once a change. */
function applyAll(queries: QueryClient, rooms: readonly LiveRoom[], arrived: Arrival[]): void {
  notifyManager.batch(() => {
    for (const channel of CHANNELS) {
      const changes = arrived
        .filter((each) => each.channel === channel)
        .map(({ change }) => change);
      if (changes.length === 0) continue;
      for (const room of rooms) if (room.channel === channel) applyTo(queries, room, changes);
    }
  });
}

export function createFeed(
  queries: QueryClient,
  rooms: readonly LiveRoom[],
  {
    clock = paced(browserFrame),
    painted = nextPaint,
    serverTime,
    isVisible = () => document.visibilityState === "visible",
    now = () => performance.now(),
  }: FeedOptions,
): Feed {
  const lag = new LagMeter();

  const measure = (arrived: readonly Arrival[]) => {
    const paintedAt = serverTime();
    if (paintedAt === null) return;
    for (const { change } of arrived) {
      const committedAt = Date.parse(change.at);
      if (!Number.isNaN(committedAt)) lag.note(paintedAt - committedAt, now());
    }
  };
  const mailbox = createMailbox<Arrival>(
    (arrived) => {
      applyAll(queries, rooms, arrived);
      if (isVisible()) painted.frame(() => measure(arrived));
    },
    { clock },
  );
  return {
    put: (channel, changes) => mailbox.put(changes.map((change) => ({ channel, change }))),
    reload: (channel) => {
      mailbox.flush(); // What waits belongs to the place that was lost.
      return reload(
        queries,
        rooms.filter((room) => room.channel === channel),
      );
    },
    lag,
  };
}

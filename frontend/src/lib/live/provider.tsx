"use client";

// Where does React meet the stream? Here: one client per page, its status for the badge, and what
// the page measures for whoever asks.
import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { StreamClient, type Link } from "@/lib/stream/client";
import { browserEnvironment } from "@/lib/stream/environment";
import type { Lag } from "@/lib/stream/lag";
import type { StreamStatus } from "@/lib/stream/liveness";
import { CHANNELS } from "@/lib/stream/protocol";
import { createFeed, type Feed } from "./feed";
import { askAgain, type LiveRoom } from "./room";

interface Live {
  client: StreamClient;
  feed: Feed;
}

const LiveContext = createContext<Live | null>(null);

interface Props {
  rooms: readonly LiveRoom[];
  onRefused: () => void;
  children: ReactNode;
}

export function LiveProvider({ rooms, onRefused, children }: Props) {
  const queries = useQueryClient();
  const live = useMemo<Live>(() => {
    const feed = createFeed(queries, rooms, { serverTime: () => client.serverTime() });
    const following = CHANNELS.map((channel) => ({
      channel,
      onChanges: feed.put.bind(null, channel),
      onReload: () => feed.reload(channel),
    }));
    const environment = browserEnvironment("/ws");
    const client = new StreamClient({ environment, following, onRefused });
    return { client, feed };
  }, [queries, rooms, onRefused]);

  useEffect(() => {
    const { client } = live;
    client.start();
    const forget = client.subscribe(() => {
      const { state } = client.status();
      if (state === "live" || state === "partial") void askAgain(queries);
    });
    return () => {
      forget();
      client.stop();
    };
  }, [live, queries]);

  return <LiveContext value={live}>{children}</LiveContext>;
}

function useLive(): Live {
  const live = use(LiveContext);
  if (!live) throw new Error("This needs a LiveProvider above it");
  return live;
}

const notYet: StreamStatus = { state: "catching-up" };

export function useStreamStatus(): StreamStatus {
  const { client } = useLive();
  return useSyncExternalStore(client.subscribe, client.status, () => notYet);
}

export interface Reading extends Link {
  lag: Lag;
  /** The slowest change of each second of the last minute, ms, oldest first. */
  recent: (number | null)[];
}

const READ_EVERY_MS = 1_000;

/** What the page measures, read once a second while somebody looks; changes cost no render. */
export function useReading(): Reading {
  const { client, feed } = useLive();
  const [reading, setReading] = useState<Reading>(() => readingOf(client, feed));
  useEffect(() => {
    const timer = setInterval(() => setReading(readingOf(client, feed)), READ_EVERY_MS);
    return () => clearInterval(timer);
  }, [client, feed]);
  return reading;
}

function readingOf(client: StreamClient, feed: Feed): Reading {
  const now = performance.now();
  return { ...client.link(), lag: feed.lag.read(now), recent: feed.lag.bySecond(now) };
}

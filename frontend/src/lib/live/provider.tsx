"use client";

// Where does React meet the stream? Here: one client per page, its status for the badge.
import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  use,
  useEffect,
  useMemo,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { StreamClient, type ChannelHandlers } from "@/lib/stream/client";
import { browserEnvironment } from "@/lib/stream/environment";
import type { StreamStatus } from "@/lib/stream/liveness";
import { createMailbox } from "@/lib/stream/mailbox";
import { CHANNELS, type Change, type Channel } from "@/lib/stream/protocol";
import { askAgain, reload, type LiveRoom } from "./room";

const StreamContext = createContext<StreamClient | null>(null);

interface Props {
  rooms: readonly LiveRoom[];
  onRefused: () => void;
  children: ReactNode;
}

export function StreamProvider({ rooms, onRefused, children }: Props) {
  const queries = useQueryClient();
  const client = useMemo(() => {
    const channels: Partial<Record<Channel, ChannelHandlers>> = {};
    for (const channel of CHANNELS) {
      const listening = rooms.filter((room) => room.channel === channel);
      const mailbox = createMailbox<Change>((changes) => {
        for (const room of listening) room.apply(queries, changes);
      });
      channels[channel] = {
        onChanges: mailbox.put,
        onReload: () => reload(queries, listening),
      };
    }
    return new StreamClient({ environment: browserEnvironment("/ws"), channels, onRefused });
  }, [queries, rooms, onRefused]);

  useEffect(() => {
    client.start();
    const forget = client.subscribe(() => {
      if (client.status().state === "live") void askAgain(queries);
    });
    return () => {
      forget();
      client.stop();
    };
  }, [client, queries]);

  return <StreamContext value={client}>{children}</StreamContext>;
}

const notYet: StreamStatus = { state: "catching-up" };

export function useStreamStatus(): StreamStatus {
  const client = use(StreamContext);
  if (!client) throw new Error("useStreamStatus needs a StreamProvider above it");
  return useSyncExternalStore(client.subscribe, client.status, () => notYet);
}

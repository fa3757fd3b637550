"use client";

import { useQuery } from "@tanstack/react-query";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { statusQuery } from "./api";
import { ChannelTable } from "./channel-table";
import { Figures } from "./figures";
import { Panels } from "./panels";
import { NoAnswer, StateBanner } from "./state-banner";

/** The state of the feed, now; without an answer, the last one that came, and from when it is. */
export function StatusBoard() {
  const { data, error, isPending, refetch } = useQuery(statusQuery());
  if (isPending) return <SkeletonRows count={10} className="px-4" />;
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const { status, readings } = data;
  return (
    <div className="grid gap-3">
      {error && <NoAnswer since={status.at} />}
      <div data-old={error ? "" : undefined} className="group grid gap-3">
        <StateBanner status={status} />
        <Figures status={status} readings={readings} />
        <ChannelTable channels={status.channels} readings={readings} />
        <Panels status={status} />
      </div>
    </div>
  );
}

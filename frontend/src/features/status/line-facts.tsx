"use client";

import { Fact, Facts } from "@/components/ui/facts";
import { useI18n } from "@/lib/i18n/provider";
import { useReading } from "@/lib/live/provider";

/** What this very page measures of its line to the server, once a second while it is shown. */
export function LineFacts({ className }: { className?: string }) {
  const { t, format } = useI18n();
  const words = t.status;
  const { lag, received, roundTripMs, connectedAt, heardAt, reconnects } = useReading();
  const span = (ms: number | null) => (ms === null ? t.common.none : format.span(ms));
  const time = (at: number | null, otherwise = t.common.none) =>
    at === null ? otherwise : format.time(at);
  return (
    <Facts {...(className ? { className } : {})}>
      <Fact label={words.lagTypical}>
        <span data-testid="line-lag">{span(lag.p50Ms)}</span>
      </Fact>
      <Fact label={words.lagWorst}>{span(lag.worstMs)}</Fact>
      <Fact label={words.received}>{format.number(received)}</Fact>
      <Fact label={words.roundTrip}>{span(roundTripMs)}</Fact>
      <Fact label={words.connectedSince} tone={connectedAt === null ? "out" : undefined}>
        {time(connectedAt, words.notConnected)}
      </Fact>
      <Fact label={words.lastMessage}>{time(heardAt)}</Fact>
      {reconnects > 0 && <Fact label={words.reconnects}>{format.number(reconnects)}</Fact>}
    </Facts>
  );
}

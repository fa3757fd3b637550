import type { ReactNode } from "react";
import { Fact, Facts } from "@/components/ui/facts";
import { Ago } from "@/components/ui/time";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { LineFacts } from "./line-facts";
import { DIMMED } from "./old-answer";
import type { Status } from "./types";

interface PanelProps {
  title: string;
  /** Measured here and now, also while the server does not answer. */
  isLive?: boolean;
  children: ReactNode;
}

function Panel({ title, isLive = false, children }: PanelProps) {
  return (
    <section
      className={cx("h-full rounded-lg border border-line bg-surface px-4 py-3", !isLive && DIMMED)}
    >
      <h2 className="mb-1.5 text-sm font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Numbering({ status }: { status: Status }) {
  const { t, format } = useI18n();
  const words = t.status;
  const { leader, outbox } = status;
  const { p50_ms: p50, p99_ms: p99 } = outbox.lag;
  return (
    <Facts>
      <Fact label={words.leader} tone={leader ? undefined : "out"}>
        {leader ? leader.name : words.noLeader}
        {leader?.here && <span className="text-ink-3"> · {words.thisProcess}</span>}
      </Fact>
      {leader && <Fact label={words.leaderSince}>{format.dateTime(leader.since)}</Fact>}
      <Fact label={`${words.numberLag} (${words.pairHint})`}>
        {p50 === null || p99 === null
          ? t.common.none
          : words.pair(format.span(p50), format.span(p99))}
      </Fact>
    </Facts>
  );
}

function Delivery({ status }: { status: Status }) {
  const { t, format } = useI18n();
  const words = t.status;
  const { sockets, relay, redis } = status;
  return (
    <Facts>
      <Fact label={words.redis} tone={redis === "ok" ? undefined : "low"}>
        {words.redisStates[redis]}
      </Fact>
      <Fact label={words.relay} tone={relay === "pushed" ? undefined : "low"}>
        {words.relays[relay]}
      </Fact>
      <Fact label={words.sockets}>{format.number(sockets.open)}</Fact>
      <Fact label={words.eventStreams}>{format.number(sockets.event_streams)}</Fact>
      <Fact label={words.mailboxes}>{format.bytes(sockets.mailbox_bytes)}</Fact>
      <Fact label={words.resumes}>{format.number(sockets.resumes)}</Fact>
      <Fact label={words.resets}>{format.number(sockets.resets)}</Fact>
      <Fact label={words.slowCloses}>{format.number(sockets.slow_closes)}</Fact>
    </Facts>
  );
}

function Check({ check }: { check: Status["check"] }) {
  const { t, format } = useI18n();
  const words = t.status;
  if (!check) return <p className="py-1 text-xs text-pretty text-ink-3">{words.checkElsewhere}</p>;
  return (
    <Facts>
      <Fact label={words.checkDifferences} tone={check.differences > 0 ? "out" : undefined}>
        {format.number(check.differences)}
      </Fact>
      <Fact label={words.checkLevels}>{format.number(check.levels)}</Fact>
      <Fact label={words.checkFinished}>
        {check.finished_at ? <Ago at={check.finished_at} /> : words.checkRunning}
      </Fact>
    </Facts>
  );
}

/** What the figures stand on: who numbers, how it is handed on, whether the books agree. */
export function Panels({ status }: { status: Status }) {
  const { t } = useI18n();
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      <Panel title={t.status.delivery}>
        <Delivery status={status} />
      </Panel>
      <div className="grid grid-rows-[auto_1fr] gap-3">
        <Panel title={t.status.numbering}>
          <Numbering status={status} />
        </Panel>
        <Panel title={t.status.check}>
          <Check check={status.check} />
        </Panel>
      </div>
      <Panel title={t.status.thisPage} isLive>
        <LineFacts />
      </Panel>
    </div>
  );
}

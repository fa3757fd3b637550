import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { KeyboardEvent, ReactNode } from "react";
import { GuardHits } from "@/components/price/guard-hits";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Countdown } from "@/components/ui/countdown";
import { Ago } from "@/components/ui/time";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { useCan, useMe } from "@/lib/session/session";
import { approversQuery } from "./api";
import type { Deciding } from "./decide-dialog";
import { GuardDiff } from "./guard-diff";
import { Bases, BigDiff, SmallDiffs } from "./proposal-diff";
import { ProposalImpact } from "./proposal-impact";
import { ProposalLines } from "./proposal-lines";
import { linesOfOne, nameOf, subjectOf, titleOfMany } from "./titles";
import type { Proposal, ProposalState, Verdict } from "./types";

const TONES: Record<ProposalState, Tone> = {
  pending: "accent",
  approved: "ok",
  rejected: "out",
  expired: "low",
  withdrawn: "neutral",
};
const KEYS: Record<string, Verdict> = { a: "approve", r: "reject", w: "withdraw" };

interface Props {
  proposal: Proposal;
  isChosen?: boolean;
  onDecide: (deciding: Deciding) => void;
  onOpen: (sku: string) => void;
}

/** What this person may do with it. Somebody decides on what they proposed themselves only where
 * nobody else may. */
function useVerdicts({ state, proposed_by }: Proposal) {
  const isOwn = proposed_by === useMe().email;
  const canApprove = useCan("price:approve");
  const isAsked = isOwn && canApprove && state === "pending";
  const { data } = useQuery(approversQuery(isAsked));
  const isAlone = isAsked && data?.others === 0;
  const verdicts: Verdict[] = [];
  if (state === "pending") {
    if (isOwn) verdicts.push("withdraw");
    if (isAlone) verdicts.push("approve");
    if (!isOwn && canApprove) verdicts.push("reject", "approve");
  }
  return { verdicts, isOwn, canApprove, isAlone };
}

function Actions({
  proposal,
  verdicts,
  isAlone,
  onDecide,
}: Props & { verdicts: readonly Verdict[]; isAlone: boolean }) {
  const { t, format } = useI18n();
  const name = nameOf(proposal, t, format);
  const wordOf = (verdict: Verdict) =>
    isAlone && verdict === "approve" ? "confirmAlone" : verdict;
  return (
    <div className="flex gap-1.5 max-sm:w-full max-sm:[&>*]:h-10 max-sm:[&>*]:flex-1">
      {verdicts.map((verdict) => (
        <Button
          key={verdict}
          variant={verdict === "approve" ? "primary" : "secondary"}
          aria-label={t.approvals[`${wordOf(verdict)}Of`](name)}
          aria-keyshortcuts={verdict.charAt(0)}
          onClick={() => onDecide({ proposal, verdict })}
        >
          {t.approvals[wordOf(verdict)]}
        </Button>
      ))}
    </div>
  );
}

function Said({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useI18n();
  return (
    <p className="text-sm">
      <span className="text-ink-3">{t.approvals.labelled(label)}</span>
      {children}
    </p>
  );
}

function Why({ proposal, isOwn }: { proposal: Proposal; isOwn: boolean }) {
  const { t } = useI18n();
  const { reason, override_reason, decided_by, decision_reason, decided_at, state } = proposal;
  return (
    <div className="grid gap-1">
      <p className="text-xs text-ink-3">
        {isOwn ? t.approvals.proposedByMe : t.approvals.proposedBy(proposal.proposed_by)} ·{" "}
        <Ago at={proposal.created_at} />
      </p>
      <Said label={t.approvals.reason}>
        {reason ?? <span className="text-ink-3">{t.approvals.noReason}</span>}
      </Said>
      {override_reason && <Said label={t.approvals.override}>{override_reason}</Said>}
      {decided_at && (
        <p className="text-sm">
          <span className="font-medium">
            {decided_by
              ? t.approvals.decidedBy(t.approvals.states[state], decided_by)
              : t.approvals.states[state]}
          </span>{" "}
          <Ago at={decided_at} className="text-xs text-ink-3" />
          {proposal.confirmed_alone && <Badge tone="low">{t.approvals.confirmedAlone}</Badge>}
          {proposal.inactive_approvers.length > 0 && (
            <span className="block text-xs text-ink-3">
              {t.approvals.inactiveApprovers(proposal.inactive_approvers.join(t.common.comma))}
            </span>
          )}
          {decision_reason && <span className="block text-ink-2">{decision_reason}</span>}
        </p>
      )}
    </div>
  );
}

function Head({ proposal, onOpen }: Pick<Props, "proposal" | "onOpen">) {
  const { t, format } = useI18n();
  const { kind, lines_total } = proposal;
  const [line] = linesOfOne(proposal) ?? [];
  const about = [
    line?.sku,
    // A kind that is newer than this page has no word here.
    (t.approvals.kinds as Partial<Record<string, string>>)[kind],
    line && subjectOf(proposal, t, format),
    line && lines_total > 1 && t.approvals.lines(format.number(lines_total)),
    line && line.price_list !== "default" && t.prices.inList(line.price_list),
  ].filter(Boolean);
  return (
    <div className="min-w-0 flex-1 basis-52">
      <h3 className="flex items-center gap-2 text-md font-semibold">
        {line ? (
          <button
            type="button"
            onClick={() => onOpen(line.sku)}
            className="line-clamp-2 rounded-sm text-left text-pretty hover:text-accent-text"
          >
            {line.item_name}
          </button>
        ) : (
          <span className="text-pretty">{titleOfMany(proposal, t, format)}</span>
        )}
        {proposal.state !== "pending" && (
          <Badge tone={TONES[proposal.state]}>{t.approvals.states[proposal.state]}</Badge>
        )}
      </h3>
      <p className="text-xs text-pretty text-ink-3">{about.join(" · ")}</p>
    </div>
  );
}

function Body({ proposal, onOpen }: Pick<Props, "proposal" | "onOpen">) {
  const { t } = useI18n();
  const lines = linesOfOne(proposal);
  if (proposal.guard) return <GuardDiff change={proposal.guard} />;
  if (lines) {
    const [main, ...others] = lines;
    const hits = lines.flatMap((line) => line.hits);
    return (
      <>
        <div className="grid gap-1.5">
          <BigDiff line={main} />
          <Bases line={main} />
          {others.length > 0 && <SmallDiffs lines={others} />}
        </div>
        {hits.length > 0 && (
          <div role="group" aria-label={t.approvals.breaks}>
            <GuardHits hits={hits} currency={main.currency} priceList={main.price_list} />
          </div>
        )}
        <ProposalImpact proposal={proposal} />
      </>
    );
  }
  return (
    <>
      <ProposalImpact proposal={proposal} />
      <ProposalLines proposal={proposal} onOpen={onOpen} />
      {proposal.bulk_id !== null && (
        <Link
          href={`/prices/bulk?bulk=${String(proposal.bulk_id)}`}
          className="justify-self-start rounded-sm text-xs font-medium text-accent-text hover:underline"
        >
          {t.approvals.openBulk}
        </Link>
      )}
    </>
  );
}

/** Arrow keys go from card to card; the first letter of a verdict gives it. */
function useCardKeys({ proposal, onDecide }: Props, verdicts: readonly Verdict[]) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const sibling = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" } as const;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const item = event.currentTarget.closest("li")?.[sibling[event.key]];
      item?.querySelector<HTMLElement>("[data-proposal]")?.focus();
    }
    const verdict = KEYS[event.key];
    if (!verdict || !verdicts.includes(verdict)) return;
    // Or the letter would be typed into the field that is about to open.
    event.preventDefault();
    onDecide({ proposal, verdict });
  };
}

/** One proposal: what would change, what it breaks, what it would do, who wants it and why. */
export function ProposalCard(props: Props) {
  const { t, format } = useI18n();
  const { proposal, isChosen = false, onOpen } = props;
  const { verdicts, isOwn, canApprove, isAlone } = useVerdicts(proposal);
  const isPending = proposal.state === "pending";
  const notice =
    isOwn && canApprove
      ? isAlone
        ? t.approvals.aloneWaits
        : t.approvals.ownWaits
      : isOwn || canApprove
        ? null
        : t.approvals.needsApprover;
  return (
    <article
      tabIndex={0}
      data-proposal={proposal.id}
      data-testid={`proposal-${String(proposal.id)}`}
      data-state={proposal.state}
      aria-label={nameOf(proposal, t, format)}
      onKeyDown={useCardKeys(props, verdicts)}
      className={cx(
        "focus-inset grid gap-3 rounded-lg border bg-surface px-4 py-3.5",
        isChosen ? "border-accent" : "border-line",
      )}
    >
      <header className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <Head proposal={proposal} onOpen={onOpen} />
        {isPending && (
          <Countdown until={proposal.expires_at} spoken className="text-xs text-ink-2" />
        )}
      </header>
      <Body proposal={proposal} onOpen={onOpen} />
      <footer className="flex flex-wrap items-end justify-between gap-3 border-t border-line pt-3">
        <Why proposal={proposal} isOwn={isOwn} />
        <div className="grid justify-items-end gap-1.5 max-sm:w-full max-sm:justify-items-stretch">
          {isPending && notice && (
            <p className="max-w-80 text-right text-xs text-pretty text-ink-3 max-sm:text-left">
              {notice}
            </p>
          )}
          {verdicts.length > 0 && <Actions {...props} verdicts={verdicts} isAlone={isAlone} />}
        </div>
      </footer>
    </article>
  );
}

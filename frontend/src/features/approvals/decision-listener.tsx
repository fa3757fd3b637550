"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import toast from "react-hot-toast";
import { ActionToast } from "@/components/ui/action-toast";
import { useI18n } from "@/lib/i18n/provider";
import { useMe } from "@/lib/session/session";
import { newsFor, onDecided } from "./decisions";
import { nameOf } from "./titles";

const SHOWN_MS = 12_000;

/** Tells who proposed a price what became of it, whatever page is open. */
export function DecisionListener() {
  const { t, format } = useI18n();
  const { email } = useMe();
  const { push } = useRouter();
  useEffect(
    () =>
      onDecided((proposal) => {
        const news = newsFor(email, proposal);
        if (!news) return;
        const { told } = t.approvals;
        const { decided_by, decision_reason } = proposal;
        const detail = [decided_by ? told.by(decided_by) : told.nobody, decision_reason];
        const show = news === "approved" ? toast.success : toast.error;
        const id = `proposal ${String(proposal.id)}`;
        show(
          <ActionToast
            title={told[news](nameOf(proposal, t, format))}
            detail={detail.filter(Boolean).join(" · ")}
            action={told.look}
            onAction={() => {
              toast.dismiss(id);
              push(`/prices/approvals?proposal=${String(proposal.id)}`);
            }}
          />,
          { id, duration: SHOWN_MS },
        );
      }),
    [email, format, push, t],
  );
  return null;
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useCallback, type ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { ConnectionBadge } from "@/components/layout/connection-badge";
import { UserMenu } from "@/components/layout/user-menu";
import { AlertCount } from "@/features/alerts/alert-count";
import { DecisionListener } from "@/features/approvals/decision-listener";
import { ToDecideCount } from "@/features/approvals/pending-count";
import { meQuery, useLogout } from "@/features/auth/api";
import { LineFacts } from "@/features/status/line-facts";
import { useI18n } from "@/lib/i18n/provider";
import { useMe } from "@/lib/session/session";
import { LiveProvider, useStreamStatus } from "@/lib/live/provider";
import { CommandPalette } from "./command-palette";
import { ItemDrawer } from "./item-drawer";
import { MovementDesk } from "./movement-desk";
import { PageTitle } from "./page-title";
import { ROOMS } from "./rooms";

function Badge() {
  const { t } = useI18n();
  return (
    <ConnectionBadge status={useStreamStatus()}>
      <LineFacts className="mt-2 border-t border-line pt-2" />
      <Link
        href="/status"
        className="mt-2 block rounded-sm text-xs font-medium text-accent-text hover:underline"
      >
        {t.shell.statusPage}
      </Link>
    </ConnectionBadge>
  );
}

function Account() {
  const { name, email, role } = useMe();
  const logout = useLogout();
  return <UserMenu name={name} email={email} role={role} onSignOut={() => logout.mutate()} />;
}

/** What stays while one walks from room to room: the shell, the socket, the drawer, the dialog. */
export function Frame({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const askWhoIsThere = useCallback(() => {
    void queries.invalidateQueries({ queryKey: meQuery().queryKey });
  }, [queries]);
  return (
    <LiveProvider rooms={ROOMS} onRefused={askWhoIsThere}>
      <PageTitle />
      <MovementDesk>
        <AppShell
          connection={<Badge />}
          account={<Account />}
          alertCount={<AlertCount />}
          priceCount={<ToDecideCount />}
        >
          {children}
        </AppShell>
        <DecisionListener />
        <ItemDrawer />
        <CommandPalette />
      </MovementDesk>
    </LiveProvider>
  );
}

"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useState, type ReactNode } from "react";
import { Splash } from "@/components/layout/splash";
import { Toaster } from "@/components/ui/toaster";
import { TooltipProvider } from "@/components/ui/tooltip";
import { SessionGate } from "@/features/auth/session-gate";
import { useHydrated } from "@/lib/dom/hydrated";
import { I18nProvider } from "@/lib/i18n/provider";
import { useThemePainter } from "@/lib/preferences/theme";
import { createQueryClient } from "@/lib/query/client";
import { Frame } from "./frame";
import { leaveOnSessionEnd } from "./session-end";

function Rooms({ children }: { children: ReactNode }) {
  useThemePainter();
  const isLogin = usePathname() === "/login";
  if (isLogin) return children;
  return (
    <SessionGate>
      <Frame>{children}</Frame>
    </SessionGate>
  );
}

export function Providers({ children }: { children: ReactNode }) {
  const hydrated = useHydrated();
  const [queries] = useState(() => {
    leaveOnSessionEnd();
    return createQueryClient();
  });
  if (!hydrated) return <Splash />;
  return (
    <I18nProvider>
      <QueryClientProvider client={queries}>
        <TooltipProvider delayDuration={350} skipDelayDuration={150}>
          <Rooms>{children}</Rooms>
          <Toaster />
        </TooltipProvider>
      </QueryClientProvider>
    </I18nProvider>
  );
}

"use client";

import type { ReactNode } from "react";
import { Splash } from "@/components/layout/splash";
import { useHydrated } from "@/lib/dom/hydrated";
import { I18nProvider } from "@/lib/i18n/provider";

export function Providers({ children }: { children: ReactNode }) {
  const hydrated = useHydrated();
  if (!hydrated) return <Splash />;
  return <I18nProvider>{children}</I18nProvider>;
}

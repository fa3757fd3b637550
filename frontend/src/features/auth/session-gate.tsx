"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Splash } from "@/components/layout/splash";
import { ErrorState } from "@/components/ui/states";
import { SessionProvider } from "@/lib/session/session";
import { meQuery } from "./api";

/** Lets only those in who are logged in. (The API says 401 otherwise, which leads to the login.) */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useQuery(meQuery());
  if (data) return <SessionProvider me={data}>{children}</SessionProvider>;
  if (error && "status" in error && error.status !== 401) {
    return (
      <div className="grid min-h-dvh place-items-center">
        <ErrorState error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  return <Splash />;
}

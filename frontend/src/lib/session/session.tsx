"use client";

// Who looks at this screen, and what may they do?
import { createContext, use, type ReactNode } from "react";
import type { Ok } from "@/lib/api/types";

export type Me = Ok<"/api/v1/auth/me", "get">;
export type Scope =
  "stock:write" | "price:write" | "price:approve" | "cost:read" | "alert:write" | "catalog:write";

const SessionContext = createContext<Me | null>(null);

export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <SessionContext value={me}>{children}</SessionContext>;
}

export function useMe(): Me {
  const me = use(SessionContext);
  if (!me) throw new Error("useMe needs a SessionProvider above it");
  return me;
}

/** Buttons that a role may not use are not shown at all. */
export function useCan(scope: Scope): boolean {
  return useMe().scopes.includes(scope);
}

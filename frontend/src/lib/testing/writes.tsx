// What does a dialog send when it is pressed again and again? A world for it, and an ear at the API.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { api, ApiProblem } from "@/lib/api/client";
import { I18nProvider } from "@/lib/i18n/provider";

/** On a machine that may be busy. */
export const PATIENT = { timeout: 10_000 };
export const SILENCE = new ApiProblem(0, "network", "no answer");
export const REFUSAL = new ApiProblem(409, "insufficient_stock", "available 1, wanted 3");

export function quietClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
}

export function Around({ client, children }: { client: QueryClient; children: ReactNode }) {
  return (
    <I18nProvider>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </I18nProvider>
  );
}

interface Sent {
  body?: unknown;
  idempotencyKey: string;
}

/** Hears every POST; what it answers is for the test to say. */
export function hearPosts() {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
  // Toasts and tables ask what the screen is like; this browser knows no such question.
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  const post = vi.spyOn(api, "post");
  const sent = () => post.mock.calls.map(([, options]) => options as unknown as Sent);
  return { post, sent, keys: () => sent().map(({ idempotencyKey }) => idempotencyKey) };
}

export async function press(name: string | RegExp): Promise<void> {
  await userEvent.setup().click(await screen.findByRole("button", { name }, PATIENT));
}

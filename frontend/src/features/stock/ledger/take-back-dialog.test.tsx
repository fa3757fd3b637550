// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "@/lib/api/client";
import { en } from "@/lib/i18n/en";
import {
  Around,
  hearPosts,
  PATIENT,
  press,
  quietClient,
  REFUSAL,
  SILENCE,
} from "@/lib/testing/writes";
import { LEVEL, MOVEMENT } from "../samples";
import { TakeBackDialog } from "./take-back-dialog";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("taking a line back", { timeout: 30_000 }, () => {
  it("keeps its key after silence, and gets another one after a refusal", async () => {
    const { post, keys } = hearPosts();
    vi.spyOn(api, "get").mockResolvedValue({ items: [], next_cursor: null } as never);
    const onClose = vi.fn();
    render(
      <Around client={quietClient()}>
        <TakeBackDialog movement={MOVEMENT} onClose={onClose} />
      </Around>,
    );
    post
      .mockRejectedValueOnce(SILENCE)
      .mockRejectedValueOnce(REFUSAL)
      .mockResolvedValueOnce({ movement: MOVEMENT, level: LEVEL } as never);
    await press(en.ledger.takeBack);
    expect(await screen.findByRole("alert", {}, PATIENT)).toHaveTextContent(en.errors.unanswered);
    await press(en.ledger.takeBack);
    await screen.findByText(en.errors.codes.insufficient_stock ?? "", {}, PATIENT);
    await press(en.ledger.takeBack);
    await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
    const [first, second, third] = keys();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });
});

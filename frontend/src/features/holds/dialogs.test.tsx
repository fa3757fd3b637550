// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
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
import { placesQuery } from "./api";
import { CreateHoldDialog } from "./create-dialog";
import { HOLD } from "./samples";
import { SettleDialog } from "./settle-dialog";

const ITEM = { id: 1, sku: "A-17", name: "Mug", barcode: null, unit: "pcs", status: "active" };
const words = en.holds;

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function newHold() {
  const heard = hearPosts();
  vi.spyOn(api, "get").mockResolvedValue({ items: [ITEM], next_cursor: null } as never);
  const client = quietClient();
  const places = [{ code: "TYO-1", name: "Tokyo", active: true }];
  client.setQueryData(placesQuery().queryKey, places as never);
  const onClose = vi.fn();
  render(
    <Around client={client}>
      <CreateHoldDialog open onClose={onClose} onCreated={vi.fn()} />
    </Around>,
  );
  return { ...heard, onClose };
}

describe("a new hold", { timeout: 30_000 }, () => {
  it("keeps its key after silence, and gets another one after a refusal", async () => {
    const { post, sent, keys, onClose } = newHold();
    post
      .mockRejectedValueOnce(SILENCE)
      .mockRejectedValueOnce(REFUSAL)
      .mockResolvedValueOnce(HOLD as never);
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText(words.sku, {}, PATIENT), "A-17");
    await user.type(screen.getByLabelText(words.count), "3");
    await press(words.submitCreate);
    const alert = await screen.findByRole("alert", {}, PATIENT);
    expect(alert).toHaveTextContent(en.errors.unanswered);
    expect(alert).not.toHaveTextContent(words.createFailed.trim());
    await press(words.submitCreate);
    await screen.findByText(new RegExp(words.createFailed), {}, PATIENT);
    await press(words.submitCreate);
    await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
    const [first, second, third] = keys();
    expect(sent()[1]?.body).toEqual(sent()[0]?.body);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it("is another one when something else is held after silence", async () => {
    const { post, keys } = newHold();
    post.mockRejectedValue(SILENCE);
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText(words.sku, {}, PATIENT), "A-17");
    await user.type(screen.getByLabelText(words.count), "3");
    await press(words.submitCreate);
    await screen.findByRole("alert", {}, PATIENT);
    await user.type(screen.getByLabelText(words.count), "0");
    await press(words.submitCreate);
    await waitFor(() => expect(keys()).toHaveLength(2), PATIENT);
    expect(keys()[1]).not.toBe(keys()[0]);
  });
});

describe("a hold that is settled", { timeout: 30_000 }, () => {
  it.each(["commit", "release"] as const)("by %s keeps its key after silence", async (how) => {
    const { post, keys } = hearPosts();
    const onClose = vi.fn();
    render(
      <Around client={quietClient()}>
        <SettleDialog settling={{ hold: HOLD, how }} onClose={onClose} />
      </Around>,
    );
    post
      .mockRejectedValueOnce(SILENCE)
      .mockRejectedValueOnce(REFUSAL)
      .mockResolvedValueOnce(HOLD as never);
    await press(words[how]);
    expect(await screen.findByRole("alert", {}, PATIENT)).toHaveTextContent(en.errors.unanswered);
    await press(words[how]);
    await screen.findByText(en.errors.codes.insufficient_stock ?? "", {}, PATIENT);
    await press(words[how]);
    await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
    const [first, second, third] = keys();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });
});

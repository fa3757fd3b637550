// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import toast from "react-hot-toast";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Toaster } from "@/components/ui/toaster";
import { itemsLikeQuery } from "@/lib/choices/choices";
import { en } from "@/lib/i18n/en";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { pagesOf } from "@/lib/testing/changes";
import {
  Around,
  hearPosts,
  PATIENT,
  press,
  quietClient,
  REFUSAL,
  SILENCE,
} from "@/lib/testing/writes";
import { itemLevelsQuery, latestLevels, locationsQuery, stockKeys } from "./api";
import { patchLevels } from "./changes";
import { MovementDialog, type MovementDraft } from "./movement-dialog";
import { LEVEL } from "./samples";
import type { Level } from "./types";

const ITEM = { id: 1, sku: "A-17", name: "Mug", barcode: null, unit: "pcs", status: "active" };
const words = en.stock.movement;
const LIST = [...stockKeys.levels, {}];
const SALE = { sku: "A-17", location: "TYO-1", kind: "sale", quantity: "3" } as const;

beforeEach(() => latestLevels.clear());
afterEach(() => {
  toast.remove();
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function Page() {
  const [draft, setDraft] = useState<MovementDraft | null>({ values: SALE });
  return (
    <>
      <button onClick={() => setDraft({ values: SALE })}>another</button>
      <MovementDialog draft={draft} onChange={setDraft} />
    </>
  );
}

function show() {
  const heard = hearPosts();
  const client = quietClient();
  const places = [{ code: "TYO-1", name: "Tokyo", active: true }];
  client.setQueryData(locationsQuery().queryKey, places as never);
  client.setQueryData(itemLevelsQuery("A-17").queryKey, pagesOf([LEVEL]) as never);
  client.setQueryData(LIST, pagesOf([LEVEL]));
  client.setQueryData(itemsLikeQuery("A-17").queryKey, [ITEM] as never);
  render(
    <Around client={client}>
      <Page />
      <Toaster />
    </Around>,
  );
  const onHand = () => rowsOf(client.getQueryData<Pages<Level>>(LIST))[0]?.on_hand;
  return { client, onHand, ...heard };
}

const recorded = {
  movement: { id: 9, sku: "A-17", delta_on_hand: -3, location: "TYO-1" },
  level: { ...LEVEL, on_hand: 9, available: 7, version: 5 },
};

describe("a movement without an answer", { timeout: 30_000 }, () => {
  it("is sent again as it was, under its key; what follows a refusal is another one", async () => {
    const { post, sent, keys } = show();
    post.mockRejectedValueOnce(SILENCE).mockRejectedValueOnce(REFUSAL);
    await press(words.submit);
    await press(en.errors.sendAgain);
    await press(words.fix);
    expect(keys()).toHaveLength(2);
    expect(sent()[1]).toEqual(sent()[0]);
    post.mockResolvedValueOnce(recorded as never);
    await press(words.submit);
    await screen.findByText(words.done("A-17", "−3"), {}, PATIENT);
    expect(sent()[2]?.body).toEqual(sent()[0]?.body);
    expect(keys()[2]).not.toBe(keys()[0]);
  });

  it("is not called refused, for it may have been recorded", async () => {
    const { post } = show();
    post.mockRejectedValueOnce(SILENCE);
    await press(words.submit);
    expect(await screen.findByText(en.errors.unconfirmed("A-17"), {}, PATIENT)).toBeInTheDocument();
    expect(screen.getByText(new RegExp(en.errors.unanswered))).toBeInTheDocument();
    expect(screen.queryByText(words.refused("A-17"))).toBeNull();
    await press(en.common.close);
    await waitFor(() => expect(screen.queryByText(en.errors.sendAgain)).toBeNull(), PATIENT);
  });

  it("is not shown on top of itself when it had taken effect", async () => {
    const { client, post, onHand } = show();
    post.mockRejectedValueOnce(SILENCE);
    await press(words.submit);
    await screen.findByText(en.errors.sendAgain, {}, PATIENT);
    expect(onHand()).toBe(12);
    patchLevels(client, [recorded.level]);
    post.mockResolvedValueOnce(recorded as never);
    await press(en.errors.sendAgain);
    await screen.findByText(words.done("A-17", "−3"), {}, PATIENT);
    expect(onHand()).toBe(9);
  });

  it("is told of also when another one was recorded meanwhile", async () => {
    const { post, keys } = show();
    let fail: (error: Error) => void = () => undefined;
    post
      .mockReturnValueOnce(new Promise((_, reject) => (fail = reject)))
      .mockResolvedValueOnce(recorded as never);
    await press(words.submit);
    await press("another");
    await press(words.submit);
    await screen.findByText(words.done("A-17", "−3"), {}, PATIENT);
    fail(SILENCE);
    expect(await screen.findByText(en.errors.unconfirmed("A-17"), {}, PATIENT)).toBeInTheDocument();
    expect(new Set(keys()).size).toBe(2);
  });
});

describe("the form of a movement", { timeout: 30_000 }, () => {
  it("records once, however often its key is pressed", async () => {
    const { post } = show();
    post.mockResolvedValue(recorded as never);
    const form = (await screen.findByRole("button", { name: words.submit })).closest("form");
    if (!form) throw new Error("the button stands in a form");
    fireEvent.submit(form);
    fireEvent.submit(form);
    await screen.findByText(words.done("A-17", "−3"), {}, PATIENT);
    expect(post).toHaveBeenCalledTimes(1);
  });
});

// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import toast from "react-hot-toast";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Toaster } from "@/components/ui/toaster";
import { ApiProblem } from "@/lib/api/client";
import { en } from "@/lib/i18n/en";
import { rowsOf, type Pages } from "@/lib/query/pages";
import { pagesOf } from "@/lib/testing/changes";
import { Around, hearPosts, PATIENT, press, quietClient, SILENCE } from "@/lib/testing/writes";
import { latestLevels, stockKeys } from "../api";
import { patchLevels } from "../changes";
import { LEVEL, MOVEMENT } from "../samples";
import type { Level } from "../types";
import { useAdjust } from "./use-adjust";

const LIST = [...stockKeys.levels, {}];
const words = en.ledger.adjust;
const COUNTED = { movement: MOVEMENT, level: { ...LEVEL, on_hand: 9, available: 7, version: 5 } };

beforeEach(() => latestLevels.clear());
afterEach(() => {
  toast.remove();
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function Cell() {
  const save = useAdjust("table:7");
  return (
    <button onClick={() => save(LEVEL, { kind: "to", counted: 9 }, LEVEL.on_hand, "")}>save</button>
  );
}

function show() {
  const heard = hearPosts();
  const client = quietClient();
  client.setQueryData(LIST, pagesOf([LEVEL]));
  render(
    <Around client={client}>
      <Cell />
      <Toaster />
    </Around>,
  );
  const onHand = () => rowsOf(client.getQueryData<Pages<Level>>(LIST))[0]?.on_hand;
  return { client, onHand, ...heard };
}

describe("a count without an answer", { timeout: 30_000 }, () => {
  it("is sent again as it was, under its key, and not shown before it is known", async () => {
    const { client, post, sent, onHand } = show();
    post.mockRejectedValueOnce(SILENCE).mockResolvedValueOnce(COUNTED as never);
    await press("save");
    expect(await screen.findByText(en.errors.unconfirmed("A-17"), {}, PATIENT)).toBeInTheDocument();
    expect(screen.queryByText(words.notSaved("A-17", "Tokyo"))).toBeNull();
    patchLevels(client, [COUNTED.level]);
    await press(en.errors.sendAgain);
    await screen.findByText(words.counted("A-17", "9"), {}, PATIENT);
    expect(sent()[1]).toEqual(sent()[0]);
    expect(onHand()).toBe(9);
  });

  it("becomes another one when the balance had moved", async () => {
    const { post, keys } = show();
    const current = { ...LEVEL, on_hand: 11, available: 9, version: 5 };
    const moved = new ApiProblem(409, "stale_version", "11, not 12", null, [], { current });
    post
      .mockRejectedValueOnce(SILENCE)
      .mockRejectedValueOnce(moved)
      .mockResolvedValueOnce(COUNTED as never);
    await press("save");
    await press(en.errors.sendAgain);
    await press(words.countAnyway("9"));
    await waitFor(() => expect(keys()).toHaveLength(3), PATIENT);
    expect(keys()[1]).toBe(keys()[0]);
    expect(keys()[2]).not.toBe(keys()[0]);
  });
});

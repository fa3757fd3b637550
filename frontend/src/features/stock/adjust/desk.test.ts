// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { desk, useDraft, type Draft } from "./desk";

const DRAFT: Draft = { cell: "table:7", text: "", reason: "", seen: 9 };

afterEach(() => {
  cleanup();
  desk.close();
});

describe("the one figure that is being edited", () => {
  it("is known to its own cell only", () => {
    const mine = renderHook(() => useDraft("table:7"));
    const other = renderHook(() => useDraft("drawer:7"));
    act(() => desk.open(DRAFT));
    expect(mine.result.current).toEqual(DRAFT);
    expect(other.result.current).toBeNull();
    act(() => desk.change({ text: "+3" }));
    expect(mine.result.current?.text).toBe("+3");
    act(() => desk.close());
    expect(mine.result.current).toBeNull();
  });

  it("keeps what was typed while its row is out of sight", () => {
    const mine = renderHook(() => useDraft("table:7"));
    act(() => desk.open({ ...DRAFT, text: "+3" }));
    mine.unmount();
    const again = renderHook(() => useDraft("table:7"));
    expect(again.result.current?.text).toBe("+3");
  });

  it("may open by itself where its cell is on the screen and no other is being edited", () => {
    expect(desk.isFreeFor("table:7")).toBe(false);
    const mine = renderHook(() => useDraft("table:7"));
    expect(desk.isFreeFor("table:7")).toBe(true);
    act(() => desk.open({ ...DRAFT, cell: "table:8" }));
    expect(desk.isFreeFor("table:7")).toBe(false);
    act(() => desk.close());
    mine.unmount();
    expect(desk.isFreeFor("table:7")).toBe(false);
  });
});

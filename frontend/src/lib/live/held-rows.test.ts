// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { merge, useHeldRows } from "./held-rows";
import { POINTER_REST_MS } from "./hold";

const row = (id: number, value = 0) => ({ id, value });

describe("merge", () => {
  it("keeps the order of the held rows and shows their newest figures", () => {
    const { rows } = merge([row(1), row(2)], [row(2, 9), row(1, 8)]);
    expect(rows).toEqual([row(1, 8), row(2, 9)]);
  });

  it("counts rows above and between as waiting, and adds rows that were fetched below", () => {
    const current = [row(9), row(1), row(8), row(2), row(3), row(4)];
    expect(merge([row(1), row(2)], current)).toEqual({
      rows: [row(1), row(2), row(3), row(4)],
      waiting: 2,
      gone: new Set(),
    });
  });

  it("keeps a row that left the list in its place", () => {
    const { rows, gone } = merge([row(1), row(2)], [row(2)]);
    expect(rows).toEqual([row(1), row(2)]);
    expect(gone).toEqual(new Set([1]));
  });

  it("lets all rows of another list wait", () => {
    expect(merge([row(1)], [row(5), row(6)])).toMatchObject({ rows: [row(1)], waiting: 2 });
  });
});

describe("useHeldRows", () => {
  function setUp() {
    const list = document.body.appendChild(document.createElement("ul"));
    list.innerHTML = "<li><button>one</button></li>";
    const hook = renderHook(({ current }) => useHeldRows(current), {
      initialProps: { current: [row(1)] },
    });
    act(() => hook.result.current.attach(list));
    const come = (...ids: number[]) => hook.rerender({ current: ids.map((id) => row(id)) });
    const shown = () => hook.result.current.rows.map(({ id }) => id);
    const fire = (type: string) => act(() => void list.dispatchEvent(new Event(type)));
    return { hook, list, come, shown, fire };
  }

  it("follows the list while nobody uses it", () => {
    const { come, shown } = setUp();
    come(2, 1);
    expect(shown()).toEqual([2, 1]);
  });

  it("holds the rows under the pointer, and lets them go when it leaves", () => {
    const { hook, come, shown, fire } = setUp();
    fire("pointermove");
    come(3, 2, 1);
    expect(shown()).toEqual([1]);
    expect(hook.result.current.waiting).toBe(2);
    fire("pointerleave");
    expect(shown()).toEqual([3, 2, 1]);
    expect(hook.result.current.waiting).toBe(0);
  });

  it("holds the rows while the focus is in the list", () => {
    const { list, come, shown } = setUp();
    const button = list.querySelector("button");
    act(() => button?.focus());
    come(2, 1);
    expect(shown()).toEqual([1]);
    act(() => button?.blur());
    expect(shown()).toEqual([2, 1]);
  });

  it("shows what waits when asked to, and goes on holding", () => {
    const { hook, come, shown, fire } = setUp();
    fire("pointermove");
    come(2, 1);
    act(() => hook.result.current.release());
    expect(shown()).toEqual([2, 1]);
    come(3, 2, 1);
    expect(shown()).toEqual([2, 1]);
  });

  it("lets the rows go when the pointer rests for long", () => {
    vi.useFakeTimers();
    try {
      const { come, shown, fire } = setUp();
      fire("pointermove");
      come(2, 1);
      act(() => void vi.advanceTimersByTime(POINTER_REST_MS + 1));
      expect(shown()).toEqual([2, 1]);
    } finally {
      vi.useRealTimers();
    }
  });
});

// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FlashAmount, FlashValue, GLOW_MS } from "./flash";

const cell = () => screen.getByTestId("cell");
const value = (figure: number) => (
  <FlashValue value={figure} text={String(figure)} data-testid="cell" />
);
const amount = (text: string) => <FlashAmount amount={text} text={text} data-testid="cell" />;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("a figure", () => {
  it("does not glow on first sight, then in the direction of its change, then no more", () => {
    const { rerender } = render(value(12));
    expect(cell()).not.toHaveAttribute("data-flash");
    rerender(value(9));
    expect(cell()).toHaveAttribute("data-flash", "down");
    expect(cell()).toHaveTextContent(/^9$/);
    act(() => vi.advanceTimersByTime(GLOW_MS + 10));
    expect(cell()).not.toHaveAttribute("data-flash");
    rerender(value(10));
    expect(cell()).toHaveAttribute("data-flash", "up");
  });

  it("starts anew when it changes again inside the glow", () => {
    const { rerender } = render(value(12));
    rerender(value(11));
    const first = cell();
    act(() => vi.advanceTimersByTime(GLOW_MS - 100));
    rerender(value(10));
    expect(cell()).not.toBe(first);
    act(() => vi.advanceTimersByTime(200));
    expect(cell()).toHaveAttribute("data-flash", "down");
  });

  it("compares money as decimals: 9.9 is less than 10.0, and 10 equals 10.00", () => {
    const { rerender } = render(amount("9.9"));
    rerender(amount("10.0"));
    expect(cell()).toHaveAttribute("data-flash", "up");
    act(() => vi.advanceTimersByTime(GLOW_MS + 10));
    rerender(amount("10.00"));
    expect(cell()).not.toHaveAttribute("data-flash");
  });
});

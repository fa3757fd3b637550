// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { draftStore } from "./draft";

afterEach(() => {
  vi.restoreAllMocks();
  sessionStorage.clear();
});

describe("a draft", () => {
  it("is there again after a reload, until it is given up", () => {
    draftStore<string[]>("counts.1", 1).save(["A-17"]);
    expect(draftStore<string[]>("counts.1", 1).load()).toEqual(["A-17"]);
    expect(draftStore<string[]>("counts.2", 1).load()).toBeNull();
    draftStore<string[]>("counts.1", 1).save(null);
    expect(draftStore<string[]>("counts.1", 1).load()).toBeNull();
  });

  it("is dropped when its shape is an older one or unreadable", () => {
    draftStore<string[]>("counts.1", 1).save(["A-17"]);
    expect(draftStore<string[]>("counts.1", 2).load()).toBeNull();
    sessionStorage.setItem("tanamori.sheet.counts.1", "{");
    expect(draftStore<string[]>("counts.1", 1).load()).toBeNull();
  });

  it("has a bound, and does without a storage that refuses", () => {
    const store = draftStore<string>("counts.1", 1);
    store.save("small");
    store.save("x".repeat(1_000_001));
    expect(store.load()).toBe("small");
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new Error("full");
    });
    expect(() => store.save("other")).not.toThrow();
  });
});

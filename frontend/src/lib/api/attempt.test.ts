import { describe, expect, it } from "vitest";
import { en } from "@/lib/i18n/en";
import { ja } from "@/lib/i18n/ja";
import { Attempts, isUnanswered, wordsForWrite } from "./attempt";
import { ApiProblem } from "./problem";

const silence = new ApiProblem(0, "network", "no answer");
const refusal = new ApiProblem(409, "insufficient_stock", "7 are available");
const THREE = { sku: "A-17", quantity: 3 };
const FOUR = { sku: "A-17", quantity: 4 };

describe("the key of a write", () => {
  it("stays while nobody knows what became of it", () => {
    const attempts = new Attempts();
    const first = attempts.keyFor(THREE, null);
    expect(attempts.keyFor({ ...THREE }, silence)).toBe(first);
    expect(attempts.keyFor(THREE, new ApiProblem(503, "unavailable", ""))).toBe(first);
    expect(attempts.keyFor(THREE, new ApiProblem(429, "too_many_requests", ""))).toBe(first);
  });

  it("is another one after an answer, be it a refusal or not", () => {
    const attempts = new Attempts();
    const first = attempts.keyFor(THREE, null);
    const second = attempts.keyFor(THREE, refusal);
    expect(second).not.toBe(first);
    expect(attempts.keyFor(THREE, silence)).toBe(second);
    const third = attempts.keyFor(THREE, refusal);
    expect(third).not.toBe(second);
    expect(attempts.keyFor(THREE, null)).not.toBe(third);
  });

  it("is another one for something else", () => {
    const attempts = new Attempts();
    const first = attempts.keyFor(THREE, null);
    expect(attempts.keyFor(FOUR, silence)).not.toBe(first);
  });

  it("comes back with what it belongs to when something else was refused meanwhile", () => {
    const attempts = new Attempts();
    const first = attempts.keyFor(THREE, null);
    attempts.keyFor(FOUR, silence);
    expect(attempts.keyFor(THREE, refusal)).toBe(first);
  });

  it("does not come back when something else may have taken effect since", () => {
    for (const ending of [silence, null]) {
      const attempts = new Attempts();
      const first = attempts.keyFor(THREE, null);
      attempts.keyFor(FOUR, silence);
      expect(attempts.keyFor(THREE, ending)).not.toBe(first);
    }
  });
});

describe("an answer", () => {
  it.each([
    [0, "network", true],
    [503, "unavailable", true],
    [500, "internal", true],
    [429, "too_many_requests", true],
    [401, "unauthenticated", true],
    [409, "idempotency_key_in_progress", true],
    [409, "insufficient_stock", false],
    [409, "idempotency_key_reused", false],
    [422, "invalid", false],
    [403, "forbidden", false],
  ])("of %i %s leaves the outcome open: %s", (status, code, open) => {
    expect(isUnanswered(new ApiProblem(status, code, ""))).toBe(open);
  });
});

describe("the words for a write", () => {
  it("say that it may have been done when nobody knows", () => {
    expect(wordsForWrite(silence, en)).toBe(`${en.errors.network} ${en.errors.unanswered}`);
    expect(wordsForWrite(silence, ja)).toBe(`${ja.errors.network}${ja.errors.unanswered}`);
    const stumbled = new ApiProblem(500, "internal", "");
    expect(wordsForWrite(stumbled, en)).toBe(`${en.errors.stumbled} ${en.errors.unanswered}`);
  });

  it("do not when it was refused, or not looked at", () => {
    expect(wordsForWrite(refusal, en)).toBe(en.errors.codes.insufficient_stock);
    const wait = new ApiProblem(429, "too_many_requests", "");
    expect(wordsForWrite(wait, en)).toBe(en.errors.codes.too_many_requests);
  });
});

import { describe, expect, it } from "vitest";
import { localAddress } from "./local-address";

const ORIGIN = "https://shop.test";

describe("localAddress", () => {
  it.each(["/", "/prices?item=A-1", "/?item=a%2Fb#top", "/desk"])("keeps %j", (text) => {
    expect(localAddress(text, ORIGIN)).toBe(text);
  });

  it.each([
    "/\t/evil.example",
    "/\n/evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t\\evil.example",
    "///evil.example",
    "/.//evil.example",
    "https:evil.example",
    "https://evil.example/",
    "http://shop.test/",
    "//shop.test@evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "blob:https://shop.test/1",
  ])("answers the first page for %j", (text) => {
    const next = localAddress(text, ORIGIN);
    expect(new URL(next, ORIGIN).origin).toBe(ORIGIN);
    expect(next.startsWith("//")).toBe(false);
    expect(next).not.toContain("evil.example/");
  });

  it("answers the first page for nothing", () => {
    expect(localAddress(null, ORIGIN)).toBe("/");
  });
});

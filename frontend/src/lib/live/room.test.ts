import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { describe, expect, it, vi } from "vitest";
import { ApiProblem } from "@/lib/api/problem";
import { askAgain, reload } from "./room";

async function shown(client: QueryClient, key: string, answers: (() => unknown)[]) {
  const queryFn = () => Promise.resolve().then(() => answers.shift()?.());
  const observer = new QueryObserver(client, { queryKey: [key], queryFn, retry: false });
  observer.subscribe(() => undefined);
  await observer.refetch();
  return () => observer.getCurrentResult();
}

function refuse(status: number): () => never {
  return () => {
    throw new ApiProblem(status, "code", "detail");
  };
}

describe("when the server is back", () => {
  it("asks again for what it did not answer, and for nothing else", async () => {
    const client = new QueryClient();
    const lost = await shown(client, "lost", [refuse(0), () => "here"]);
    const missing = await shown(client, "missing", [refuse(404), () => "asked again"]);
    const known = await shown(client, "known", [() => "known", () => "asked again"]);
    expect(lost().isError).toBe(true);

    await askAgain(client);

    expect(lost().data).toBe("here");
    expect(missing().isError).toBe(true);
    expect(known().data).toBe("known");
  });
});

describe("when the place in the feed is not known", () => {
  const room = { channel: "inventory:updates", apply: () => undefined, keys: [["stock"]] } as const;

  it("does not take a first answer that was read before the place was", async () => {
    const client = new QueryClient();
    const reads: ((answer: string) => void)[] = [];
    const queryFn = () => new Promise<string>((resolve) => reads.push(resolve));
    const observer = new QueryObserver(client, { queryKey: ["stock"], queryFn });
    observer.subscribe(() => undefined);
    expect(reads).toHaveLength(1);

    const done = reload(client, [room]);
    await vi.waitFor(() => expect(reads).toHaveLength(2));
    reads[0]?.("read too early");
    reads[1]?.("as it is");
    await done;
    expect(observer.getCurrentResult().data).toBe("as it is");
  });

  it("drops what was heard before it asks", async () => {
    const client = new QueryClient();
    const steps: string[] = [];
    await shown(client, "stock", [() => "before", () => steps.push("asked")]);
    await reload(client, [{ ...room, forget: () => steps.push("forgot") }]);
    expect(steps).toEqual(["forgot", "asked"]);
  });

  it("is not done while the server could not answer for a part", async () => {
    const client = new QueryClient();
    await shown(client, "stock", [() => "before", refuse(503), () => "after"]);
    await expect(reload(client, [room])).rejects.toThrow("detail");
    await reload(client, [room]);
    expect(client.getQueryData(["stock"])).toBe("after");
  });
});

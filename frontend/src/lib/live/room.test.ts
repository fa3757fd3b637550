import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { ApiProblem } from "@/lib/api/problem";
import { askAgain } from "./room";

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

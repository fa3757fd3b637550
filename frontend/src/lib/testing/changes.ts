// How does a test write a change or a list of pages, without saying what it does not care about?
import type { Pages } from "@/lib/query/pages";
import type { Change } from "@/lib/stream/protocol";

let seq = 0;

export function changeOf<After extends { id: number; version: number }>(
  type: string,
  after: After,
  rest: Partial<Change<After>> = {},
): Change {
  seq += 1;
  return {
    seq,
    type,
    key: String(after.id),
    version: after.version,
    before: null,
    after,
    cause: {},
    at: "2026-01-05T03:00:00.000000Z",
    ...rest,
  };
}

export function pagesOf<Row>(...pages: Row[][]): Pages<Row> {
  return {
    pages: pages.map((items) => ({ items, next_cursor: null })),
    pageParams: pages.map(() => null),
  };
}

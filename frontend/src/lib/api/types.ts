// Which body goes in, which answer comes out? Read off the generated contract, never typed twice.
import type { paths } from "./schema.gen";

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** The paths that know method M. */
export type PathFor<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends { responses: unknown } ? P : never;
}[keyof paths];

type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;

type JsonOf<R> = R extends { content: { "application/json": infer T } } ? T : undefined;

/** What the operation answers when it succeeds. */
export type Ok<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { responses: infer R }
    ? R extends { 200: infer T }
      ? JsonOf<T>
      : R extends { 201: infer T }
        ? JsonOf<T>
        : R extends { 202: infer T }
          ? JsonOf<T>
          : undefined
    : never;

export type QueryOf<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;

type JsonBody<R> = [R] extends [never]
  ? never
  : R extends { content: { "application/json": infer B } }
    ? NonNullable<B>
    : never;

/** What is sent; a body that the contract leaves optional counts as one. */
export type BodyOf<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { requestBody?: infer R } ? JsonBody<NonNullable<R>> : never;

type PathParametersOf<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { parameters: { path: infer T } } ? T : never;

type Given<Key extends string, T> = [T] extends [never] ? { [K in Key]?: never } : Record<Key, T>;

type Optional<Key extends string, T> = [T] extends [never]
  ? { [K in Key]?: never }
  : { [K in Key]?: T };

/** Everything a call may carry; `path` and `body` are required where the contract has them. */
export type CallOptions<P extends keyof paths, M extends Method> = Given<
  "path",
  PathParametersOf<P, M>
> &
  Given<"body", BodyOf<P, M>> &
  Optional<"query", QueryOf<P, M>> & {
    signal?: AbortSignal;
    /** Where the usual patience would be too long. */
    timeoutMs?: number;
    /** Names this write, so that sending it twice does it once. */
    idempotencyKey?: string;
  };

/** One row of a list answer. */
export type RowOf<P extends PathFor<"get">> =
  Ok<P, "get"> extends { items: (infer Row)[] } ? Row : never;

export interface Page<Row> {
  items: Row[];
  next_cursor?: string | null;
}

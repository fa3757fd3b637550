// How does the web app talk to the API? One axios, typed by the contract, errors as problems.
import axios, { type AxiosRequestConfig } from "axios";
import { ApiProblem, toProblem } from "./problem";
import type { CallOptions, Method, Ok, PathFor } from "./types";
import type { paths } from "./schema.gen";

const TIMEOUT_MS = 20_000;

const http = axios.create({
  timeout: TIMEOUT_MS,
  // Lists of values as `state=open&state=low`, the way FastAPI reads them.
  paramsSerializer: { indexes: null },
});

type Listener = () => void;
let sessionEnded: Listener = () => undefined;

/** Called whenever the API says that nobody is logged in. */
export function onSessionEnded(listener: Listener): void {
  sessionEnded = listener;
}

interface LooseOptions {
  path?: Record<string, string | number>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
  timeoutMs?: number;
  idempotencyKey?: string;
}

function fill(template: string, values: Record<string, string | number> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`No value for {${name}} of ${template}`);
    return encodeURIComponent(String(value));
  });
}

async function call(method: Method, template: string, options: LooseOptions): Promise<unknown> {
  const config: AxiosRequestConfig = {
    method,
    url: fill(template, options.path),
    params: options.query,
    data: options.body,
    headers: options.idempotencyKey ? { "Idempotency-Key": options.idempotencyKey } : {},
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.timeoutMs ? { timeout: options.timeoutMs } : {}),
  };
  try {
    const response = await http.request<unknown>(config);
    return response.data;
  } catch (error) {
    if (axios.isCancel(error)) throw error;
    const problem = toProblem(error);
    if (problem.status === 401 && problem.code !== "wrong_credentials") sessionEnded();
    throw problem;
  }
}

type Arguments<P extends keyof paths, M extends Method> =
  Record<never, never> extends CallOptions<P, M>
    ? [options?: CallOptions<P, M>]
    : [options: CallOptions<P, M>];

function verb<M extends Method>(method: M) {
  return <P extends PathFor<M>>(path: P, ...[options]: Arguments<P, M>): Promise<Ok<P, M>> =>
    call(method, path, (options ?? {}) as LooseOptions) as Promise<Ok<P, M>>;
}

export const api = {
  get: verb("get"),
  post: verb("post"),
  put: verb("put"),
  patch: verb("patch"),
  delete: verb("delete"),
};

export { ApiProblem };

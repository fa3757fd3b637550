// What went wrong, as a value? RFC 9457 problems from the server, and the silence of a network.
import { isAxiosError } from "axios";
import type { Messages } from "@/lib/i18n/messages";

export interface FieldProblem {
  field: string;
  message: string;
}

interface ProblemDocument {
  code: string;
  detail: string;
  request_id?: string;
  errors?: FieldProblem[];
  [member: string]: unknown;
}

export class ApiProblem extends Error {
  constructor(
    /** 0 when no answer came at all. */
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly requestId: string | null = null,
    readonly fields: FieldProblem[] = [],
    /** The whole document, for members of one code such as `current`. */
    readonly document: Record<string, unknown> = {},
  ) {
    super(detail);
    this.name = "ApiProblem";
  }

  /** No answer, or one that says nothing about the request: asking again may help. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

function isProblem(body: unknown): body is ProblemDocument {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body;
}

export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (!isAxiosError(error)) return new ApiProblem(0, "unknown", String(error));
  const { response } = error;
  if (!response) {
    const code = error.code === "ECONNABORTED" ? "timeout" : "network";
    return new ApiProblem(0, code, error.message);
  }
  const body: unknown = response.data;
  if (!isProblem(body)) return new ApiProblem(response.status, "unknown", error.message);
  return new ApiProblem(
    response.status,
    body.code,
    body.detail,
    body.request_id ?? null,
    body.errors ?? [],
    body,
  );
}

/** The sentence for a person: our own words for a known code, the server's for any other. */
export function wordsFor(error: unknown, t: Messages): string {
  const problem = toProblem(error);
  if (problem.code === "network") return t.errors.network;
  if (problem.code === "timeout") return t.errors.timeout;
  const known = t.errors.codes[problem.code];
  if (known) return known;
  if (problem.status >= 500) return t.errors.server;
  return problem.status > 0 ? problem.detail : t.errors.unknown;
}

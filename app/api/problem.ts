/** Every kind of error and its status. The code is the anchor of its explanation on the API page. */
export const PROBLEMS = {
  request_malformed: 400,
  request_invalid: 400,
  key_in_address: 400,
  key_missing: 401,
  key_mistyped: 401,
  key_unknown: 401,
  key_expired: 401,
  key_revoked: 401,
  key_without_maker: 401,
  plan_lapsed: 402,
  plan_limit: 402,
  scope_missing: 403,
  role_missing: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  conflict: 409,
  request_in_flight: 409,
  version_outdated: 412,
  content_too_large: 413,
  media_type: 415,
  content_refused: 422,
  idempotency_key_reused: 422,
  version_required: 428,
  rate_limited: 429,
  unknown: 500,
  unavailable: 503,
  storage_full: 507,
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** One error, at its place in the body (RFC 6901, as a fragment) or with the name of a parameter or header. */
export interface ProblemPlace {
  pointer?: string;
  parameter?: string;
  header?: string;
  code: string;
  facts: Record<string, string>;
}

/** An error response of the API (RFC 9457). Its text is added in the caller's language. */
export class ApiProblem extends Error {
  readonly code: ProblemCode;
  readonly facts: Record<string, string>;
  readonly errors: ProblemPlace[];
  readonly headers: Record<string, string>;

  constructor(
    code: ProblemCode,
    more: { facts?: Record<string, string>; errors?: ProblemPlace[]; headers?: Record<string, string> } = {},
  ) {
    super(code);
    this.name = "ApiProblem";
    this.code = code;
    this.facts = more.facts ?? {};
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }
}

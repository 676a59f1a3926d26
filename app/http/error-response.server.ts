import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { AppError, type AppErrorCode } from "#app/errors.ts";
import { isNoLongerAuthorised } from "#app/services/standing.server.ts";

const STATUS: Record<AppErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 422,
  conflict: 409,
  payment_required: 402,
  rate_limited: 429,
  unavailable: 503,
};

/** What an error page gets: a message key, facts, and for unknown errors a reference to the log. */
export interface ErrorBody {
  code: AppErrorCode | "unknown";
  details?: Record<string, unknown>;
  reference?: string;
}

/** The only map from errors to HTTP. Responses (redirects) pass; unknown errors become 500 with a reference id. */
export function toErrorResponse(error: unknown, request: Request): unknown {
  if (error instanceof Response || isDataResponse(error)) return error;
  if (error instanceof AppError) {
    const retryAfter = error.details.retryAfterSeconds;
    return data({ code: error.code, details: { ...error.details } } satisfies ErrorBody, {
      status: STATUS[error.code],
      ...(typeof retryAfter === "number" ? { headers: { "Retry-After": String(retryAfter) } } : {}),
    });
  }
  // A right that ended while the request was under way is answered as if it had never been.
  if (isNoLongerAuthorised(error)) return data({ code: "not_found" } satisfies ErrorBody, { status: 404 });
  const reference = randomUUID();
  console.error(
    JSON.stringify({
      level: "error",
      reference,
      method: request.method,
      path: withoutSecrets(new URL(request.url).pathname),
    }),
  );
  console.error(error);
  return data({ code: "unknown", reference } satisfies ErrorBody, { status: 500 });
}

function isDataResponse(error: unknown): boolean {
  return typeof error === "object" && error !== null && "type" in error && error.type === "DataWithResponseInit";
}

/** A part of an address that is long enough to be a token never reaches the log. */
function withoutSecrets(path: string): string {
  return path
    .split("/")
    .map((part) => (part.length > 40 ? "…" : part))
    .join("/");
}

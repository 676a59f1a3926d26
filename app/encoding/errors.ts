export type AppErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "confirm_identity"
  | "not_found"
  | "invalid"
  | "conflict"
  | "payment_required"
  | "rate_limited"
  | "unavailable";

/**
 * Thrown by a service that refuses. The code is a message key. `details` are values for the log and the page, never a
 * sentence. Errors that a person can fix in a form are returned instead.
 */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: AppErrorCode, options: { cause?: unknown; details?: Record<string, unknown> } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** An error with its causes, for the command line: `migration failed: no such host`. */
export function explainError(error: unknown): string {
  const parts: string[] = [];
  for (let one = error; one !== undefined && one !== null && parts.length < 5; ) {
    const { message, code, cause } = one as { message?: string; code?: unknown; cause?: unknown };
    parts.push(message || String(code ?? one));
    one = cause;
  }
  return parts.join(": ");
}

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
 * What a service throws when it refuses. The code is a message key; `details` are facts for the log and for the page,
 * never a sentence. What a person can fix in a form is returned instead.
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

/** What went wrong and why, down to the first cause, for whoever starts a program: `migration failed: no such host`. */
export function explainError(error: unknown): string {
  const parts: string[] = [];
  for (let one = error; one !== undefined && one !== null && parts.length < 5; ) {
    const { message, code, cause } = one as { message?: string; code?: unknown; cause?: unknown };
    parts.push(message || String(code ?? one));
    one = cause;
  }
  return parts.join(": ");
}

import { AppError } from "#app/encoding/errors.ts";

/**
 * The service error for a database error about a full or lapsed plan (`0036_entitlement`): `payment_required` with
 * `kind`, `plan`, `limit`, `used` and `more`. Null for any other error.
 */
export function asPlanRefusal(error: unknown): AppError | null {
  const { code, detail } = (error ?? {}) as { code?: unknown; detail?: unknown };
  const reason = code === "TT039" ? "plan_limit" : code === "TT040" ? "plan_lapsed" : null;
  if (reason === null || typeof detail !== "string") return null;
  return new AppError("payment_required", { cause: error, details: { reason, ...JSON.parse(detail) } });
}

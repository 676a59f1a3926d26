import { AppError } from "#app/encoding/errors.ts";

/**
 * What the database says where a plan is full or has lapsed (`0036_entitlement`), as the error of a service: `payment_required`
 * with `kind`, `plan`, `limit`, `used` and `more`. Null for any other error.
 */
export function asPlanRefusal(error: unknown): AppError | null {
  const { code, detail } = (error ?? {}) as { code?: unknown; detail?: unknown };
  const reason = code === "TT039" ? "plan_limit" : code === "TT040" ? "plan_lapsed" : null;
  if (reason === null || typeof detail !== "string") return null;
  return new AppError("payment_required", { cause: error, details: { reason, ...JSON.parse(detail) } });
}

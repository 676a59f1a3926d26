import { AppError } from "#app/encoding/errors.ts";

/**
 * If two users add the next version at the same time, the unique key accepts one, and the other gets a conflict.
 */
export function refuseStale(error: unknown): never {
  if ((error as { code?: unknown } | null)?.code !== "23505") throw error;
  throw new AppError("conflict", { cause: error, details: { reason: "stale" } });
}

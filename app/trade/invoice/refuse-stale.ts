import { AppError } from "#app/encoding/errors.ts";

/** Of two who add the next version at once the key lets one in; the other is told that it has become stale. */
export function refuseStale(error: unknown): never {
  if ((error as { code?: unknown } | null)?.code !== "23505") throw error;
  throw new AppError("conflict", { cause: error, details: { reason: "stale" } });
}

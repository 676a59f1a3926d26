import { AppError } from "#app/encoding/errors.ts";

/** Returns a key of `assurance.problem`. @throws the error itself if it has no key */
export function knownProblem(error: unknown): string {
  const reason = error instanceof AppError && error.code === "conflict" ? error.details.reason : null;
  if (typeof reason !== "string") throw error;
  return reason;
}

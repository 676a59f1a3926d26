import { AppError } from "#app/encoding/errors.ts";

/** The key of `assurance.problem` for what stands in the way of an act. @throws whatever else it is */
export function knownProblem(error: unknown): string {
  const reason = error instanceof AppError && error.code === "conflict" ? error.details.reason : null;
  if (typeof reason !== "string") throw error;
  return reason;
}

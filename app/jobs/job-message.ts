import { AppError, type AppErrorCode } from "#app/encoding/errors.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { MissingGlyph } from "#app/press/fonts/missing-glyph.ts";
import type { JobKind, JobPayload } from "./queue.server.ts";

export interface JobOrder {
  kind: JobKind;
  payload: JobPayload;
}

export type JobAnswer = { is: "ready" } | { is: "done" } | { is: "failed"; failure: ToldError };

/** A serializable error for messages between processes. */
interface ToldError {
  name: string;
  message: string;
  stack: string | undefined;
  /** Details of known errors, from which the page explains why a job failed or waits. Null for other errors. */
  known:
    | { is: "transparency"; code: string; facts: Record<string, string> }
    | { is: "app"; code: AppErrorCode; details: Record<string, unknown> }
    | { is: "glyph"; character: string }
    | null;
}

export function tellError(error: unknown): ToldError {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { name, message, stack, known: knownOf(error) };
}

function knownOf(error: unknown): ToldError["known"] {
  if (error instanceof TransparencyError) return { is: "transparency", code: error.code, facts: { ...error.facts } };
  if (error instanceof AppError) return { is: "app", code: error.code, details: { ...error.details } };
  return error instanceof MissingGlyph ? { is: "glyph", character: error.character } : null;
}

export function hearError({ name, message, stack, known }: ToldError): Error {
  return Object.assign(makeError(message, known), { name, stack });
}

function makeError(message: string, known: ToldError["known"]): Error {
  switch (known?.is) {
    case "transparency":
      return new TransparencyError(known.code, known.facts);
    case "app":
      return new AppError(known.code, { details: known.details });
    case "glyph":
      return new MissingGlyph(known.character);
    default:
      return new Error(message);
  }
}

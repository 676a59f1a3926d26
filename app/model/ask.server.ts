import type { Actor } from "#app/access/actor.server.ts";
import { takeHit } from "#app/access/rate-limit.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { askService } from "./ask-service.server.ts";
import { type ChatFailure, type Judged, logPrompt, type Prompt, readWritten, type UnusableReason } from "./chat.ts";
import { openRequest, type Subject, settleRequest } from "./suggestion.server.ts";

/** Requests of a workspace: more than people read, and few enough for the operator's bill. */
const LIMIT = { limit: 120, windowSeconds: 3600 };

/** Why there is no suggestion. A key of the messages. */
export type AskFault = "model_off" | "rate_limited" | ChatFailure | UnusableReason;

export interface Question<S extends object> extends Subject {
  prompt: Prompt;
  judge: (written: unknown) => Judged<S>;
}

/**
 * Asks the model for a person who waits. The request is on record before it leaves, and its answer after. No transaction
 * is open in between, and nothing else changes.
 */
export async function askModel<S extends object>(
  actor: Actor,
  { prompt, judge, ...subject }: Question<S>,
): Promise<{ id: string; suggestion: S } | { fault: AskFault; waitSeconds: number }> {
  const endpoint = env().model;
  const fault = (of: AskFault, waitSeconds = 0) => ({ fault: of, waitSeconds });
  if (!endpoint) return fault("model_off");
  const { withSystem, withTenant } = await doors();
  try {
    await withSystem((tx) => takeHit(tx, `model:${actor.tenantId}`, LIMIT));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "rate_limited") throw error;
    return fault("rate_limited", Number(error.details.retryAfterSeconds));
  }
  const asked = { ...subject, prompt: logPrompt(prompt) };
  const requestId = await withTenant(actor, (tx) => openRequest(tx, actor, endpoint, asked));
  if (requestId === null) return fault("model_off");
  const told = await askService(endpoint, prompt);
  const ending = "failure" in told ? told : { ...told, judged: judgeWritten(told.answer.content, judge) };
  const reason = await withTenant(actor, (tx) =>
    settleRequest(tx, actor, endpoint, { requestId, kind: subject.kind, ending }),
  );
  if (reason !== null || "failure" in ending || "unusable" in ending.judged) return fault(reason ?? "wrong_shape");
  return { id: requestId, suggestion: ending.judged.suggestion };
}

function judgeWritten<S extends object>(content: string, judge: (written: unknown) => Judged<S>): Judged<S> {
  const written = readWritten(content);
  return written === undefined ? { unusable: "not_json" } : judge(written);
}

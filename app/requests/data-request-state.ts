import type { ChipTone } from "#app/kit/chip.tsx";
import type { DataRequestStepKind } from "#db/data-request-schema.ts";

export const DATA_REQUEST_STATES = [
  "sent",
  "opened",
  "part_answered",
  "answered",
  "asked_again",
  "accepted",
  "expired",
  "revoked",
] as const;

export type DataRequestState = (typeof DATA_REQUEST_STATES)[number];

export const REQUEST_TONES: Record<DataRequestState, ChipTone> = {
  sent: "neutral",
  opened: "neutral",
  part_answered: "warning",
  answered: "accent",
  asked_again: "warning",
  accepted: "good",
  expired: "bad",
  revoked: "neutral",
};

/** What the state of a request follows from; it is never stored. */
export interface RequestProgress {
  /** In order. */
  steps: readonly DataRequestStepKind[];
  /** Cells, each a source and a month, that were answered at least once, and all that were asked for. */
  answered: number;
  asked: number;
  /** When the newest link ends. */
  expiresAt: Date;
}

/** What was handed in whole stays "answered" after its link has ended: there is nothing left to wait for. */
export function stateOfRequest({ steps, answered, asked, expiresAt }: RequestProgress, now: Date): DataRequestState {
  if (steps.includes("revoked")) return "revoked";
  if (steps.includes("accepted")) return "accepted";
  const isAskedAgain = isAnswerAwaited(steps);
  if (answered >= asked && !isAskedAgain) return "answered";
  if (expiresAt <= now) return "expired";
  if (isAskedAgain) return "asked_again";
  if (answered > 0) return "part_answered";
  return steps.includes("opened") ? "opened" : "sent";
}

/** Was something asked again that no later answer followed? */
export function isAnswerAwaited(steps: readonly DataRequestStepKind[]): boolean {
  return steps.lastIndexOf("asked_again") > steps.lastIndexOf("handed_in");
}

/** Does the newest link open the request? It ends when it runs out, when it is revoked and when the answers are accepted. */
export function isLinkOpen({ steps, expiresAt }: Pick<RequestProgress, "steps" | "expiresAt">, now: Date): boolean {
  return !steps.includes("revoked") && !steps.includes("accepted") && expiresAt > now;
}

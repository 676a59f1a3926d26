import { defineStates, type StateOf } from "#app/kit/states.ts";
import type { DataRequestStepKind } from "#db/data-request-schema.ts";

const UNDER_WAY = ["sent", "opened", "part_answered", "answered", "asked_again", "expired"] as const;

/** The status is derived from steps and answers and never stored. A new link keeps the answers. */
export const DATA_REQUEST = defineStates({
  tones: {
    sent: "neutral",
    opened: "neutral",
    part_answered: "warning",
    answered: "accent",
    asked_again: "warning",
    accepted: "good",
    expired: "bad",
    revoked: "neutral",
  },
  acts: {
    sent: { from: UNDER_WAY, to: ["sent", "opened", "part_answered", "answered", "asked_again"] },
    reminded: { from: UNDER_WAY, to: ["sent", "opened", "part_answered", "answered", "asked_again"] },
    asked_again: { from: UNDER_WAY, to: "asked_again" },
    accepted: { from: UNDER_WAY, to: "accepted" },
    revoked: { from: UNDER_WAY, to: "revoked" },
  },
  stored: {},
});

export type DataRequestState = StateOf<typeof DATA_REQUEST>;

export interface RequestProgress {
  /** In order. */
  steps: readonly DataRequestStepKind[];
  /** Number of cells (a source and a month) with an answer, and of all requested cells. */
  answered: number;
  asked: number;
  /** Expiry of the newest link. */
  expiresAt: Date;
}

/** A completely answered request stays "answered" after its link expires, because nothing is missing. */
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

/** Whether changes were requested and no answer followed. */
export function isAnswerAwaited(steps: readonly DataRequestStepKind[]): boolean {
  return steps.lastIndexOf("asked_again") > steps.lastIndexOf("handed_in");
}

/** The newest link works until it expires, the request is withdrawn or the answers are accepted. */
export function isLinkOpen({ steps, expiresAt }: Pick<RequestProgress, "steps" | "expiresAt">, now: Date): boolean {
  return !steps.includes("revoked") && !steps.includes("accepted") && expiresAt > now;
}

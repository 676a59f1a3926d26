import { defineStates, type StateOf } from "#app/kit/states.ts";
import type { DataRequestStepKind } from "#db/data-request-schema.ts";

const UNDER_WAY = ["sent", "opened", "part_answered", "answered", "asked_again", "expired"] as const;

/** How far a request has come is derived from its steps and answers; none of it is stored. A new link keeps the answers. */
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

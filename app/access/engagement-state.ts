import { utcDay } from "#app/day/day.ts";
import type { ChipTone } from "#app/kit/chip.tsx";

/** `in_force` alone lets anybody look. */
export type EngagementState = "invited" | "not_begun" | "in_force" | "over" | "revoked";

/** Who ended one. */
export type EngagementSide = "company" | "consultancy";

export const ENGAGEMENT_TONES: Record<EngagementState, ChipTone> = {
  invited: "warning",
  not_begun: "neutral",
  in_force: "good",
  over: "neutral",
  revoked: "neutral",
};

/** The state of an engagement at a moment; its days are those of UTC. */
export function engagementState(
  engagement: { isAccepted: boolean; isRevoked: boolean; startsOn: string; endsOn: string },
  now: Date,
): EngagementState {
  const today = utcDay(now);
  if (engagement.isRevoked) return "revoked";
  if (today > engagement.endsOn) return "over";
  if (!engagement.isAccepted) return "invited";
  return today < engagement.startsOn ? "not_begun" : "in_force";
}

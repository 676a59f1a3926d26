import { utcDay } from "#app/day/day.ts";
import { defineStates, type StateOf } from "#app/kit/states.ts";

/** Only `in_force` gives access. The state is derived from the rows and the day. */
export const ENGAGEMENT = defineStates({
  tones: { invited: "warning", not_begun: "neutral", in_force: "good", over: "neutral", revoked: "neutral" },
  acts: {
    renew: { from: ["invited"], to: "invited" },
    name: { from: ["invited", "not_begun", "in_force"], to: ["invited", "not_begun", "in_force"] },
    revoke: { from: ["invited", "not_begun", "in_force", "over"], to: "revoked" },
  },
  stored: {},
});

export type EngagementState = StateOf<typeof ENGAGEMENT>;

/** Whether the engagement can still be ended. */
export function isEngagementOpen({ state }: { state: EngagementState }): boolean {
  return state !== "revoked" && state !== "over";
}

/** The side that ended an engagement. */
export type EngagementSide = "company" | "consultancy";

/** The state of an engagement at a moment, with days in UTC. */
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

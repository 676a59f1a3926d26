import type { Engagement } from "#app/access/engagement.server.ts";

/** An engagement as pages take it: times as text. */
export function engagementView({ createdAt, accepted, revoked, ...rest }: Engagement) {
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    accepted: accepted && { ...accepted, at: accepted.at.toISOString() },
    revoked: revoked && { ...revoked, at: revoked.at.toISOString() },
  };
}

export type EngagementView = ReturnType<typeof engagementView>;

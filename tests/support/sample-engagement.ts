import type { Actor } from "#app/access/actor.server.ts";
import { grantEngagement, type NewEngagement } from "#app/access/engagement.server.ts";
import { enterOrganization } from "#app/access/standing.server.ts";
import { acceptEngagement } from "#app/engagement/engagement-offer.server.ts";
import type { Doors } from "#db/doors.ts";

const DAY_MS = 86_400_000;

/**
 * A day relative to today, in UTC. Two calls can use different days around midnight, so compute values that must agree
 * once.
 */
export function dayFromNow(offset: number): string {
  return dayFrom(new Date(), offset);
}

/** A day relative to the day of a moment, in UTC. */
export function dayFrom(moment: Date | string, offset: number): string {
  return new Date(new Date(moment).getTime() + offset * DAY_MS).toISOString().slice(0, 10);
}

export async function emailOf(doors: Doors, userId: string): Promise<string> {
  const row = await doors.withSystem((tx) =>
    tx.selectFrom("user_account").select("email").where("id", "=", userId).executeTakeFirstOrThrow(),
  );
  return row.email;
}

/** Engages a consultancy, whose owner accepts. @returns the id of the engagement */
export async function engageConsultancy(
  doors: Doors,
  company: Actor,
  consultancy: Actor,
  change: Partial<NewEngagement> = {},
): Promise<string> {
  const email = await emailOf(doors, consultancy.userId);
  const grant = {
    role: "editor",
    mayIssue: false,
    mayHold: false,
    people: null,
    startsOn: dayFromNow(-1),
    endsOn: dayFromNow(30),
  } as const;
  const made = await doors.withTenant(company, (tx) =>
    grantEngagement(tx, company, { email, ...grant, ...change }, new Date()),
  );
  if ("fault" in made) throw new Error(made.fault);
  const { userId, tenantId: consultancyId } = consultancy;
  await doors.withSystem((tx) => acceptEngagement(tx, { token: made.token, email, userId, consultancyId }));
  return made.engagementId;
}

/** The actor of a consultant in the company's organization, or null without access. */
export async function actFor(doors: Doors, person: Actor, company: Actor): Promise<Actor | null> {
  const standing = await doors.withSystem((tx) => enterOrganization(tx, person.userId, company.organizationId));
  if (!standing) return null;
  const { tenantId, role, acting } = standing;
  const userId = acting?.authorId ?? person.userId;
  return { userId, tenantId, organizationId: company.organizationId, role, source: "page", acting };
}

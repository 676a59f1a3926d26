import { AppError } from "#app/encoding/errors.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import type { EngagementRole } from "#db/engagement-schema.ts";
import { addEngagementLink, isGrantPeriod } from "./engagement-link.server.ts";
import { ENGAGEMENT, type EngagementSide, type EngagementState, engagementState } from "./engagement-state.ts";

type Author = ChangeAuthor & { organizationId: string };

/** A grant to a consultancy for one organization, as the company sees it. Days are in UTC and include the last one. */
export interface Engagement {
  id: string;
  email: string;
  role: EngagementRole;
  /** Whether people who may issue reports in the consultancy's own workspace may also issue this organization's. */
  mayIssue: boolean;
  /** Whether orders of the consultancy may hold back this organization's reports until they are paid. */
  mayHold: boolean;
  /** Addresses with access. Null for everyone in the consultancy. */
  people: string[] | null;
  startsOn: string;
  endsOn: string;
  state: EngagementState;
  /** Null until it is accepted. */
  accepted: { consultancyName: string; at: Date } | null;
  revoked: { at: Date; reason: string; by: EngagementSide } | null;
  /** People who have entered so far, by the name under which they act. */
  actors: { authorId: string; name: string }[];
  createdAt: Date;
}

export interface NewEngagement {
  /** Lower case, like all addresses here. */
  email: string;
  role: EngagementRole;
  mayIssue: boolean;
  mayHold: boolean;
  /** Null for everyone in the consultancy. */
  people: string[] | null;
  startsOn: string;
  endsOn: string;
}

/** Errors that the granting person can fix. */
export type GrantFault = "period" | "no_people" | "issue_needs_editor";

const LONGEST_DAYS = 1096;

/**
 * Offers a grant to a manager of a consultancy. It gives no access before it is accepted. The secret is sent only by
 * mail.
 */
export async function grantEngagement(
  tx: TenantTx,
  author: Author,
  input: NewEngagement,
  now: Date,
): Promise<{ engagementId: string; token: string } | { fault: GrantFault }> {
  if (!isGrantPeriod(input, LONGEST_DAYS, now)) return { fault: "period" };
  if (input.people?.length === 0) return { fault: "no_people" };
  if (input.mayIssue && input.role !== "editor") return { fault: "issue_needs_editor" };
  const { id } = await tx
    .insertInto("engagement")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      email: input.email,
      role: input.role,
      may_issue: input.mayIssue,
      may_hold: input.mayHold,
      people: input.people ? "named" : "all",
      starts_on: input.startsOn,
      ends_on: input.endsOn,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await includePeople(tx, author, id, { emails: input.people ?? [] });
  await recordChange(tx, author, {
    action: "engagement.granted",
    subject: "engagement",
    subjectId: id,
    after: {
      name: input.email,
      role: input.role,
      mayIssue: input.mayIssue,
      mayHold: input.mayHold,
      people: input.people ?? "all",
      from: input.startsOn,
      until: input.endsOn,
    },
  });
  return {
    engagementId: id,
    token: await addEngagementLink(tx, author, { kind: "consultancy", engagementId: id, now }),
  };
}

/** Creates a new link for a grant that is not accepted yet. The previous link becomes invalid. */
export async function renewEngagementLink(
  tx: TenantTx,
  author: Author,
  engagementId: string,
  now: Date,
): Promise<{ token: string; email: string }> {
  const engagement = await getEngagement(tx, author.organizationId, engagementId, now);
  if (!ENGAGEMENT.may("renew", engagement.state))
    throw new AppError("conflict", { details: { reason: "engagement_not_open" } });
  await recordChange(tx, author, {
    action: "engagement.offered_again",
    subject: "engagement",
    subjectId: engagementId,
    after: { name: engagement.email },
  });
  return {
    token: await addEngagementLink(tx, author, { kind: "consultancy", engagementId, now }),
    email: engagement.email,
  };
}

/**
 * Adds or removes a person of the consultancy with immediate effect, if the grant is limited to named people.
 *
 * @throws AppError `not_found`, or `conflict` if the grant is for everyone or has ended
 */
export async function changeEngagementPerson(
  tx: TenantTx,
  author: Author,
  change: { engagementId: string; email: string; isIncluded: boolean },
): Promise<void> {
  const engagement = await getEngagement(tx, author.organizationId, change.engagementId, new Date());
  if (!engagement.people || !ENGAGEMENT.may("name", engagement.state)) {
    throw new AppError("conflict", { details: { reason: "engagement_not_named" } });
  }
  if (engagement.people.includes(change.email) === change.isIncluded) return;
  await includePeople(tx, author, engagement.id, { emails: [change.email], isIncluded: change.isIncluded });
  await recordChange(tx, author, {
    action: change.isIncluded ? "engagement.person_named" : "engagement.person_removed",
    subject: "engagement",
    subjectId: engagement.id,
    after: { name: change.email },
  });
}

async function includePeople(
  tx: TenantTx,
  author: Author,
  engagementId: string,
  { emails, isIncluded = true }: { emails: readonly string[]; isIncluded?: boolean },
): Promise<void> {
  if (emails.length === 0) return;
  const last = await tx
    .selectFrom("engagement_person")
    .select((select) => select.fn.max<number | null>("number").as("number"))
    .where("engagement_id", "=", engagementId)
    .executeTakeFirst();
  const first = Number(last?.number ?? 0) + 1;
  await tx
    .insertInto("engagement_person")
    .values(
      [...new Set(emails)].map((email, index) => ({
        tenant_id: author.tenantId,
        engagement_id: engagementId,
        number: first + index,
        email,
        is_included: isIncluded,
        created_by: author.userId,
      })),
    )
    .execute();
}

/**
 * Ends a grant immediately: the next request, the next step of a running job and every link sent under it find nothing.
 *
 * @throws AppError `not_found`, or `conflict` if it has already ended
 */
export async function revokeEngagement(
  tx: TenantTx,
  author: Author,
  request: { engagementId: string; reason: string; by: EngagementSide },
): Promise<void> {
  const engagement = await getEngagement(tx, author.organizationId, request.engagementId, new Date());
  if (!ENGAGEMENT.may("revoke", engagement.state))
    throw new AppError("conflict", { details: { reason: "engagement_revoked" } });
  await tx
    .insertInto("engagement_revocation")
    .values({
      tenant_id: author.tenantId,
      engagement_id: engagement.id,
      revoked_by: request.by,
      reason: request.reason,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: "engagement.revoked",
    subject: "engagement",
    subjectId: engagement.id,
    before: { name: engagement.accepted?.consultancyName ?? engagement.email, state: engagement.state },
    after: { state: "revoked", reason: request.reason, by: request.by },
  });
}

export async function listEngagements(tx: TenantTx, organizationId: string, now: Date): Promise<Engagement[]> {
  const rows = await selectEngagements(tx, organizationId).execute();
  return withPeople(tx, rows, now);
}

/** @throws AppError `not_found` */
export async function getEngagement(
  tx: TenantTx,
  organizationId: string,
  engagementId: string,
  now: Date,
): Promise<Engagement> {
  const row = await selectEngagements(tx, organizationId).where("e.id", "=", engagementId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return (await withPeople(tx, [row], now))[0]!;
}

function selectEngagements(tx: TenantTx, organizationId: string) {
  return tx
    .selectFrom("engagement as e")
    .leftJoin("engagement_acceptance as a", "a.engagement_id", "e.id")
    .leftJoin("engagement_revocation as r", "r.engagement_id", "e.id")
    .select([
      "e.id",
      "e.email",
      "e.role",
      "e.may_issue",
      "e.may_hold",
      "e.people",
      "e.starts_on",
      "e.ends_on",
      "e.created_at",
    ])
    .select(["a.consultancy_name", "a.accepted_at"])
    .select(["r.created_at as revoked_at", "r.reason", "r.revoked_by"])
    .where("e.organization_id", "=", organizationId)
    .orderBy("e.created_at", "desc")
    .orderBy("e.id");
}

type EngagementRow = Awaited<ReturnType<ReturnType<typeof selectEngagements>["execute"]>>[number];

async function withPeople(tx: TenantTx, rows: EngagementRow[], now: Date): Promise<Engagement[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const people = await listNamed(tx, ids);
  const actors = await tx
    .selectFrom("engagement_actor as x")
    .innerJoin("author as u", "u.id", "x.author_id")
    .select(["x.engagement_id", "x.author_id", "u.name"])
    .where("x.engagement_id", "in", ids)
    .orderBy("x.created_at")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    mayIssue: row.may_issue,
    mayHold: row.may_hold,
    people: row.people === "named" ? (people.get(row.id) ?? []) : null,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    state: stateOf(row, now),
    accepted: row.accepted_at && { consultancyName: row.consultancy_name ?? "", at: row.accepted_at },
    revoked: row.revoked_at && { at: row.revoked_at, reason: row.reason ?? "", by: row.revoked_by! },
    actors: actors
      .filter((actor) => actor.engagement_id === row.id)
      .map((actor) => ({ authorId: actor.author_id, name: actor.name })),
    createdAt: row.created_at,
  }));
}

function stateOf(row: EngagementRow, now: Date): EngagementState {
  const [isAccepted, isRevoked] = [row.accepted_at !== null, row.revoked_at !== null];
  return engagementState({ isAccepted, isRevoked, startsOn: row.starts_on, endsOn: row.ends_on }, now);
}

/** The addresses that each grant currently names. */
export async function listNamed(tx: TenantTx | SystemTx, engagementIds: string[]): Promise<Map<string, string[]>> {
  const rows = await (tx as TenantTx)
    .selectFrom("engagement_person")
    .select(["engagement_id", "email", "is_included"])
    .where("engagement_id", "in", engagementIds)
    .orderBy("number")
    .execute();
  const named = new Map<string, Set<string>>();
  for (const { engagement_id: id, email, is_included: isIncluded } of rows) {
    const of = named.get(id) ?? new Set();
    if (isIncluded) of.add(email);
    else of.delete(email);
    named.set(id, of);
  }
  return new Map([...named].map(([id, emails]) => [id, [...emails].sort()]));
}

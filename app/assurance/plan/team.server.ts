import { AppError } from "#app/encoding/errors.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { inTrailOf, type TenantTx, type VerifierTx } from "#db/doors.ts";
import type { VerifierActor } from "../access.server.ts";
import { isInTeam, type MemberRole } from "./team.ts";

/** A person as the verifier names them. */
export interface Member {
  id: string;
  name: string;
  role: MemberRole;
  independence: string;
}

/** The current team and its independent reviewers, in the order in which they were added. */
export async function listMembers(tx: TenantTx | VerifierTx, engagementId: string): Promise<Member[]> {
  return tx
    .selectFrom("verification_member as m")
    .leftJoin("verification_member_end as e", "e.member_id", "m.id")
    .select(["m.id", "m.name", "m.role", "m.independence"])
    .where("m.engagement_id", "=", engagementId)
    .where("e.member_id", "is", null)
    .orderBy("m.created_at")
    .orderBy("m.id")
    .execute();
}

/** @throws AppError `conflict` for an independent reviewer in the team, or a team member who reviews */
export async function addMember(tx: VerifierTx, who: VerifierActor, member: Omit<Member, "id">): Promise<void> {
  if (isInTeam(member, await listMembers(tx, who.engagementId))) {
    throw new AppError("conflict", { details: { reason: "reviewer_in_team" } });
  }
  const { id } = await tx
    .insertInto("verification_member")
    .values({ tenant_id: who.tenantId, engagement_id: who.engagementId, created_by: who.userId, ...member })
    .returning("id")
    .executeTakeFirstOrThrow();
  await inTrailOf(tx, (trail) =>
    recordChange(trail, who, {
      action: "verification_plan.member_added",
      subject: "verification_plan",
      subjectId: id,
      after: { name: member.name, role: member.role },
    }),
  );
}

/** @throws AppError `not_found` */
export async function removeMember(tx: VerifierTx, who: VerifierActor, memberId: string): Promise<void> {
  const member = (await listMembers(tx, who.engagementId)).find(({ id }) => id === memberId);
  if (!member) throw new AppError("not_found");
  await tx
    .insertInto("verification_member_end")
    .values({
      tenant_id: who.tenantId,
      engagement_id: who.engagementId,
      member_id: memberId,
      created_by: who.userId,
    })
    .execute();
  await inTrailOf(tx, (trail) =>
    recordChange(trail, who, {
      action: "verification_plan.member_removed",
      subject: "verification_plan",
      subjectId: memberId,
      before: { name: member.name, role: member.role },
    }),
  );
}

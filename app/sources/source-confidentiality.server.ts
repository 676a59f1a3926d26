import { sql } from "kysely";
import { getEmissionSource } from "#app/places/emission-source.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

type Author = ChangeAuthor & { organizationId: string };

/** The sources that the organization keeps from buyers: of each the newest statement counts. */
export async function listConfidentialSources(tx: TenantTx, organizationId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom("source_confidentiality")
    .distinctOn("source_id")
    .select(["source_id", "is_confidential"])
    .where("organization_id", "=", organizationId)
    .orderBy("source_id")
    .orderBy("version", "desc")
    .execute();
  return new Set(rows.filter(({ is_confidential }) => is_confidential).map(({ source_id }) => source_id));
}

/**
 * States whether a source is confidential. It changes no report that is out: what a copy leaves out is decided at issue.
 *
 * @throws AppError `not_found`
 */
export async function stateConfidentiality(
  tx: TenantTx,
  author: Author,
  { sourceId, isConfidential }: { sourceId: string; isConfidential: boolean },
): Promise<void> {
  const source = await getEmissionSource(tx, author.organizationId, sourceId);
  // Two people at once must not number a statement alike, nor one not see the other's.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`confidential:${sourceId}`}, 0))`.execute(tx);
  const last = await tx
    .selectFrom("source_confidentiality")
    .select(["version", "is_confidential"])
    .where("source_id", "=", sourceId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  const before = last?.is_confidential ?? false;
  if (before === isConfidential) return;
  await tx
    .insertInto("source_confidentiality")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      source_id: sourceId,
      version: (last?.version ?? 0) + 1,
      is_confidential: isConfidential,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: isConfidential ? "emission_source.made_confidential" : "emission_source.made_open",
    subject: "emission_source",
    subjectId: sourceId,
    before: { name: source.name, isConfidential: before },
    after: { name: source.name, isConfidential },
  });
}

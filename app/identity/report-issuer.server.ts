import { readActingAuthor } from "#app/access/acting.server.ts";
import { type AnyTx, actAs, type SystemTx, type TenantTx } from "#db/doors.ts";

/**
 * The public id of the workspace that issues a report: the organization's own, or that of the consultancy for which its
 * author acts.
 */
export async function findIssuerIdentity(tx: SystemTx, tenantId: string, authorId: string): Promise<string> {
  const engaged = readActingAuthor(authorId);
  const issuerId = engaged
    ? (
        await tx
          .selectFrom("engagement_acceptance")
          .select("consultancy_id")
          .where("tenant_id", "=", tenantId)
          .where("engagement_id", "=", engaged.engagementId)
          .executeTakeFirstOrThrow()
      ).consultancy_id
    : tenantId;
  const { identity_id: id } = await tx
    .selectFrom("tenant")
    .select("identity_id")
    .where("id", "=", issuerId)
    .executeTakeFirstOrThrow();
  return id;
}

/** Publishes who issued a report, in the transaction that publishes the report. */
export async function stateIssuer(tx: TenantTx, number: string, identityId: string): Promise<void> {
  await actAs(tx, "app_log", () =>
    tx.insertInto("report_issuer").values({ number, identity_id: identityId }).execute(),
  );
}

/** The issuers of published reports, by number. */
export async function findIssuers(tx: AnyTx, numbers: readonly string[]): Promise<Map<string, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .selectFrom("report_issuer")
    .select(["number", "identity_id"])
    .where("number", "in", [...numbers])
    .execute();
  return new Map(rows.map((row) => [row.number, row.identity_id]));
}

import { readActingAuthor } from "#app/access/acting.server.ts";
import { type AnyTx, actAs, type TenantTx } from "#db/doors.ts";
import { nameCore } from "./resembling-name.ts";

/**
 * The public id of the workspace that issues a report: the organization's own, or that of the consultancy for which its
 * author acts.
 */
export async function findIssuerIdentity(tx: TenantTx, authorId: string | null): Promise<string> {
  const engaged = authorId === null ? null : readActingAuthor(authorId);
  if (!engaged) return (await tx.selectFrom("tenant").select("identity_id").executeTakeFirstOrThrow()).identity_id;
  const { consultancy_identity: id } = await tx
    .selectFrom("engagement_acceptance")
    .select("consultancy_identity")
    .where("engagement_id", "=", engaged.engagementId)
    .executeTakeFirstOrThrow();
  return id;
}

/** The workspace whose key signs a report: the tenant's own, or the consultancy for which its author acts. */
export async function findIssuerTenant(tx: TenantTx, tenantId: string, authorId: string): Promise<string> {
  const engaged = readActingAuthor(authorId);
  if (!engaged) return tenantId;
  const { consultancy_id: id } = await tx
    .selectFrom("engagement_acceptance")
    .select("consultancy_id")
    .where("engagement_id", "=", engaged.engagementId)
    .executeTakeFirstOrThrow();
  return id;
}

/** Publishes who issued a report and under which names, in the transaction that publishes the report. */
export async function stateIssuer(
  tx: TenantTx,
  { number, authorId, names }: { number: string; authorId: string; names: readonly string[] },
): Promise<void> {
  const identityId = await findIssuerIdentity(tx, authorId);
  await actAs(tx, "app_log", async () => {
    await tx.insertInto("report_issuer").values({ number, identity_id: identityId }).execute();
    if (names.length === 0) return;
    await tx
      .insertInto("issuer_name")
      .values(names.map((name) => ({ identity_id: identityId, name, core: nameCore(name) })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
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

import type { Actor } from "#app/access/actor.server.ts";
import { publishDomainProofs } from "#app/identity/domain-proof.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** Proves a domain without a network, with a check that found its DNS record. */
export async function proveDomain(tx: TenantTx, { tenantId, userId }: Actor, domain: string): Promise<void> {
  const by = { tenant_id: tenantId, created_by: userId };
  const { id } = await tx
    .insertInto("domain_claim")
    .values({ ...by, domain })
    .returning("id")
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("domain_check")
    .values({ ...by, claim_id: id, number: 1, dns: "found", web: "not_asked" })
    .execute();
  await publishDomainProofs(tx);
}

import { type AnyTx, actAs, type TenantTx } from "#db/doors.ts";
import { type DomainCheck, type DomainProof, proofOf } from "./domain-state.ts";

/** A proved domain of an issuer. */
export interface ProvedDomain extends DomainProof {
  domain: string;
}

/** The proofs of the workspace in context, as they follow from the checks of its domains. */
export async function deriveDomainProofs(tx: TenantTx): Promise<ProvedDomain[]> {
  const rows = await tx
    .selectFrom("domain_claim as c")
    .innerJoin("domain_check as k", "k.claim_id", "c.id")
    .leftJoin("domain_claim_end as e", "e.claim_id", "c.id")
    .select(["c.domain", "k.dns", "k.web", "k.created_at"])
    .where("e.claim_id", "is", null)
    .orderBy("c.domain")
    .orderBy("k.number")
    .execute();
  const checks = new Map<string, DomainCheck[]>();
  for (const { domain, dns, web, created_at: at } of rows)
    checks.set(domain, [...(checks.get(domain) ?? []), { at, dns, web }]);
  return [...checks].flatMap(([domain, own]) => {
    const proof = proofOf(own);
    return proof ? [{ domain, ...proof }] : [];
  });
}

/** Replaces the public proofs of the workspace, in the transaction that changes their facts. */
export async function publishDomainProofs(tx: TenantTx): Promise<void> {
  const identityId = await readIdentityId(tx);
  const proofs = await deriveDomainProofs(tx);
  await actAs(tx, "app_log", async () => {
    await tx.deleteFrom("domain_proof").where("identity_id", "=", identityId).execute();
    if (proofs.length === 0) return;
    await tx
      .insertInto("domain_proof")
      .values(proofs.map((proof) => toRow(identityId, proof)))
      .execute();
  });
}

function toRow(identityId: string, { domain, method, ...proof }: ProvedDomain) {
  return {
    identity_id: identityId,
    domain,
    method,
    proved_at: proof.provedAt,
    confirmed_at: proof.confirmedAt,
    failed_at: proof.failedAt,
    lapsed_at: proof.lapsedAt,
  };
}

async function readIdentityId(tx: TenantTx): Promise<string> {
  const { identity_id: id } = await tx.selectFrom("tenant").select("identity_id").executeTakeFirstOrThrow();
  return id;
}

/** The public proofs of issuers, by their ids. */
export async function readDomainProofs(
  tx: AnyTx,
  identityIds: readonly string[],
): Promise<Map<string, ProvedDomain[]>> {
  const found = new Map<string, ProvedDomain[]>();
  if (identityIds.length === 0) return found;
  const rows = await tx
    .selectFrom("domain_proof")
    .selectAll()
    .where("identity_id", "in", [...identityIds])
    .orderBy("identity_id")
    .orderBy("domain")
    .execute();
  for (const row of rows) {
    const proof: ProvedDomain = {
      domain: row.domain,
      method: row.method,
      provedAt: row.proved_at,
      confirmedAt: row.confirmed_at,
      failedAt: row.failed_at,
      lapsedAt: row.lapsed_at,
    };
    found.set(row.identity_id, [...(found.get(row.identity_id) ?? []), proof]);
  }
  return found;
}

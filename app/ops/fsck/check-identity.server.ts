import { sql } from "kysely";
import { deriveDomainProofs, readDomainProofs } from "#app/identity/domain-proof.server.ts";
import type { ShownRegistration } from "#app/identity/issuer-proof.ts";
import { deriveRegistrations, readRegistrationProofs } from "#app/identity/registration.server.ts";
import { nameCore } from "#app/identity/resembling-name.ts";
import { deriveListedVerifier, isNameHeld, readListedVerifier } from "#app/identity/verifier-profile.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/** The public proofs of a workspace follow from its checks, and each of its published reports names its issuer. */
export async function checkIdentity(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  const { identity_id: identityId } = await tx.selectFrom("tenant").select("identity_id").executeTakeFirstOrThrow();
  const derived = await deriveDomainProofs(tx);
  const stored = (await readDomainProofs(tx, [identityId])).get(identityId) ?? [];
  for (const proof of stored) {
    const own = derived.find(({ domain }) => domain === proof.domain);
    if (JSON.stringify(own) !== JSON.stringify(proof))
      inspection.fault(
        `domain_proof ${identityId}/${proof.domain}`,
        "it does not follow from the checks of the domain",
      );
  }
  for (const { domain } of derived) {
    if (!stored.some((one) => one.domain === domain))
      inspection.fault(`domain_proof ${identityId}/${domain}`, "it is missing");
  }
  await checkRegistrations(tx, identityId, inspection);
  await checkListed(tx, inspection);
  await checkCheckNumbers(tx, tenantId, inspection);
  await checkIssuers(tx, identityId, inspection);
}

async function checkRegistrations(tx: TenantTx, identityId: string, inspection: Inspection): Promise<void> {
  const derived = await deriveRegistrations(tx);
  const stored = (await readRegistrationProofs(tx, [identityId])).get(identityId) ?? [];
  const same = (one: ShownRegistration) => (other: ShownRegistration) => JSON.stringify(one) === JSON.stringify(other);
  const wrong = stored.filter((one) => !derived.some(same(one)));
  const missing = derived.filter((one) => !stored.some(same(one)));
  for (const { name } of [...wrong, ...missing])
    inspection.fault(`registration_proof ${identityId}/${name}`, "it does not follow from the operator's checks");
}

/** A body is in the directory as its newest profile states, or its name waits for the operator. */
async function checkListed(tx: TenantTx, inspection: Inspection): Promise<void> {
  const { identityId, entry } = await deriveListedVerifier(tx);
  const stored = await readListedVerifier(tx, identityId);
  const place = `listed_verifier ${identityId}`;
  if (stored && JSON.stringify(stored) !== JSON.stringify(entry))
    inspection.fault(place, "it does not follow from the profile of the workspace");
  if (entry && !stored && !(await isNameHeld(tx, identityId, entry.name))) inspection.fault(place, "it is missing");
}

async function checkCheckNumbers(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  const { rows } = await sql<{ claim_id: string }>`select claim_id from domain_check
    group by claim_id having max(number) <> count(*) order by 1`.execute(tx);
  for (const { claim_id: id } of rows) inspection.fault(`domain_check ${tenantId}/${id}`, "a check is missing");
}

async function checkIssuers(tx: TenantTx, identityId: string, inspection: Inspection): Promise<void> {
  const { rows } = await sql<{ number: string; identity_id: string | null }>`
    select p.number, i.identity_id from report r join published_report p on p.number = r.number
      left join report_issuer i on i.number = p.number
     where i.identity_id is null
        or (i.identity_id = ${identityId}) <> (r.created_by not like 'acting:%')
     order by 1`.execute(tx);
  for (const { number, identity_id: id } of rows) {
    inspection.fault(`report_issuer ${number}`, id === null ? "it is missing" : "another workspace issued the report");
  }
}

/** The names that issuers used, against which new names are compared. */
export async function checkIssuerNames(tx: SystemTx, inspection: Inspection): Promise<void> {
  const rows = await tx.selectFrom("issuer_name").selectAll().orderBy("identity_id").orderBy("name").execute();
  for (const { identity_id: id, name, core } of rows)
    if (nameCore(name) !== core) inspection.fault(`issuer_name ${id}/${name}`, "its core is another one");
}

/** Finds issuers and proofs without a workspace. */
export async function checkIdentityOwners(tx: SystemTx, inspection: Inspection): Promise<void> {
  const { rows } = await sql<{ place: string }>`
    select 'report_issuer ' || i.number as place from report_issuer i
     where not exists (select from tenant t where t.identity_id = i.identity_id)
    union all select p.place from (
        select identity_id, 'domain_proof ' || identity_id || '/' || domain as place from domain_proof
        union all select identity_id, 'registration_proof ' || identity_id || '/' || name from registration_proof
        union all select identity_id, 'listed_verifier ' || identity_id from listed_verifier) p
     where not exists (select from tenant t where t.identity_id = p.identity_id
         and not exists (select from tenant_erasure e where e.tenant_id = t.id))
    order by 1`.execute(tx);
  for (const { place } of rows) inspection.fault(place, "its workspace does not exist");
}

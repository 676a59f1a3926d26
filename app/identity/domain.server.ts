import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { isOver } from "#app/jobs/job-state.ts";
import { enqueue } from "#app/jobs/queue.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { publishDomainProofs } from "./domain-proof.server.ts";
import { type DomainCheck, type DomainProof, type DomainState, proofOf, stateOfDomain } from "./domain-state.ts";

const KIND = "check-domain";
/** More than an issuer needs. Each domain costs a check a week. */
export const MOST_DOMAINS = 10;
/** Checks of a workspace within an hour, so that it can't make this server send many requests to others. */
const MOST_CHECKS_PER_HOUR = 30;

export interface Domain {
  id: string;
  domain: string;
  state: DomainState;
  proof: DomainProof | null;
  /** Oldest first. */
  checks: DomainCheck[];
  /** Whether a check is queued or running. */
  isChecking: boolean;
  /** Message key of the last check if it could not be done at all. */
  failure: string | null;
}

/** Errors that a person can fix; keys of `identity.fault`. */
export type DomainActFault = "domain_known" | "too_many_domains" | "too_many_checks";

/** The public id of the workspace, which its records contain. */
export async function getIdentityId(tx: TenantTx): Promise<string> {
  const { identity_id: id } = await tx.selectFrom("tenant").select("identity_id").executeTakeFirstOrThrow();
  return id;
}

/** The domains of the workspace, by name, with every check. */
export async function listDomains(tx: TenantTx, now: Date): Promise<Domain[]> {
  const claims = await selectOpen(tx).orderBy("c.domain").execute();
  const ids = claims.map(({ id }) => id);
  const checks = await readChecks(tx, ids);
  const jobs = await readJobs(tx, ids);
  return claims.map(({ id, domain }) => {
    const own = checks.get(id) ?? [];
    const job = jobs.get(id);
    return {
      id,
      domain,
      checks: own,
      state: stateOfDomain(own, now),
      proof: proofOf(own),
      isChecking: job !== undefined && !isOver(job.state),
      failure: job?.state === "failed" ? (job.failure ?? "unknown") : null,
    };
  });
}

function selectOpen(tx: TenantTx) {
  return tx
    .selectFrom("domain_claim as c")
    .leftJoin("domain_claim_end as e", "e.claim_id", "c.id")
    .select(["c.id", "c.domain"])
    .where("e.claim_id", "is", null);
}

/** The checks of domains, oldest first. */
export async function readChecks(tx: TenantTx, claimIds: readonly string[]): Promise<Map<string, DomainCheck[]>> {
  const found = new Map<string, DomainCheck[]>();
  if (claimIds.length === 0) return found;
  const rows = await tx
    .selectFrom("domain_check")
    .select(["claim_id", "dns", "web", "created_at"])
    .where("claim_id", "in", [...claimIds])
    .orderBy("claim_id")
    .orderBy("number")
    .execute();
  for (const { claim_id: id, dns, web, created_at: at } of rows)
    found.set(id, [...(found.get(id) ?? []), { at, dns, web }]);
  return found;
}

async function readJobs(tx: TenantTx, claimIds: readonly string[]) {
  if (claimIds.length === 0) return new Map<string, never>();
  const rows = await tx
    .selectFrom("job")
    .distinctOn("subject_id")
    .select(["subject_id", "state", "failure"])
    .where("kind", "=", KIND)
    .where("subject_id", "in", [...claimIds])
    .orderBy("subject_id")
    .orderBy("created_at", "desc")
    .execute();
  return new Map(rows.map((row) => [row.subject_id, row]));
}

/** Adds a domain and requests its first check. */
export async function addDomain(tx: TenantTx, author: ChangeAuthor, domain: string): Promise<DomainActFault | null> {
  await lockTrail(tx, author.tenantId);
  const open = await selectOpen(tx).execute();
  if (open.some((one) => one.domain === domain)) return "domain_known";
  if (open.length >= MOST_DOMAINS) return "too_many_domains";
  const { id } = await tx
    .insertInto("domain_claim")
    .values({ tenant_id: author.tenantId, domain, created_by: author.userId })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: "domain_claim.added",
    subject: "domain_claim",
    subjectId: id,
    after: { name: domain },
  });
  return null;
}

/** Requests a check. Nothing happens if one is already queued. */
export async function askForCheck(
  tx: TenantTx,
  author: ChangeAuthor,
  claimId: string,
): Promise<Extract<DomainActFault, "too_many_checks"> | null> {
  await lockTrail(tx, author.tenantId);
  const { domain } = await getClaim(tx, claimId);
  const job = (await readJobs(tx, [claimId])).get(claimId);
  if (job && !isOver(job.state)) return null;
  if ((await countRecentChecks(tx)) >= MOST_CHECKS_PER_HOUR) return "too_many_checks";
  const { tenantId, userId } = author;
  await enqueue(tx, KIND, { tenantId, userId, organizationId: tenantId, subjectId: claimId });
  await recordChange(tx, author, {
    action: "domain_claim.check_requested",
    subject: "domain_claim",
    subjectId: claimId,
    after: { name: domain },
  });
  return null;
}

async function countRecentChecks(tx: TenantTx): Promise<number> {
  const { count } = await tx
    .selectFrom("job")
    .select((of) => of.fn.countAll<string>().as("count"))
    .where("kind", "=", KIND)
    .where("created_at", ">", sql<Date>`clock_timestamp() - interval '1 hour'`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Removes a domain with its public proof. Its checks are kept. */
export async function removeDomain(tx: TenantTx, author: ChangeAuthor, claimId: string): Promise<void> {
  await lockTrail(tx, author.tenantId);
  const { domain } = await getClaim(tx, claimId);
  await tx
    .insertInto("domain_claim_end")
    .values({ tenant_id: author.tenantId, claim_id: claimId, created_by: author.userId })
    .execute();
  await publishDomainProofs(tx);
  await recordChange(tx, author, {
    action: "domain_claim.removed",
    subject: "domain_claim",
    subjectId: claimId,
    before: { name: domain },
  });
}

/** @throws AppError `not_found` also for a removed one */
async function getClaim(tx: TenantTx, claimId: string): Promise<{ domain: string }> {
  const claim = await selectOpen(tx).where("c.id", "=", claimId).executeTakeFirst();
  if (!claim) throw new AppError("not_found");
  return claim;
}

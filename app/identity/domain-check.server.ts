import { sql } from "kysely";
import { moveJob } from "#app/jobs/job.server.ts";
import type { JobPayload } from "#app/jobs/queue.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, SystemTx, TenantTx } from "#db/doors.ts";
import { askDns, type ProofNetwork } from "./ask-dns.server.ts";
import { askWellKnown } from "./ask-well-known.server.ts";
import { getIdentityId, readChecks } from "./domain.server.ts";
import { recordNameOf, recordValueOf } from "./domain-name.ts";
import { publishDomainProofs } from "./domain-proof.server.ts";
import { type DnsResult, isDue, LAPSE_MS, stateOfDomain, type WebResult } from "./domain-state.ts";

interface Question {
  claimId: string;
  domain: string;
  identityId: string;
}

interface Answer {
  dns: DnsResult;
  web: WebResult;
}

/** Looks at the DNS record, and at the file only if the record isn't there. */
async function ask(network: ProofNetwork, { domain, identityId }: Question): Promise<Answer> {
  const dns = await askDns(network, recordNameOf(domain), recordValueOf(identityId));
  return { dns, web: dns === "found" ? "not_asked" : await askWellKnown(network, { domain, identityId }) };
}

/** Does a requested check. Delivered twice, it is recorded once. A domain removed in the meantime is not checked. */
export async function performDomainCheck(
  doors: Pick<Doors, "withTenant">,
  network: ProofNetwork,
  payload: JobPayload,
): Promise<void> {
  const question = await doors.withTenant(payload, async (tx) => {
    const job = await moveJob(tx, payload.jobId, "start");
    return job && ((await readQuestion(tx, job.subjectId)) ?? "removed");
  });
  if (!question) return;
  const answer = question === "removed" ? null : await ask(network, question);
  await doors.withTenant(payload, async (tx) => {
    if (!(await moveJob(tx, payload.jobId, "finish", { failure: null }))) return;
    if (question === "removed" || !answer) return;
    const { tenantId, userId } = payload;
    await keepCheck(tx, { tenantId, userId, source: "job" }, question, answer);
  });
}

/** Null for a removed domain. */
async function readQuestion(tx: TenantTx, claimId: string): Promise<Question | null> {
  const claim = await tx
    .selectFrom("domain_claim as c")
    .leftJoin("domain_claim_end as e", "e.claim_id", "c.id")
    .select("c.domain")
    .where("c.id", "=", claimId)
    .where("e.claim_id", "is", null)
    .executeTakeFirst();
  return claim ? { claimId, domain: claim.domain, identityId: await getIdentityId(tx) } : null;
}

async function keepCheck(
  tx: TenantTx,
  author: ChangeAuthor,
  { claimId, domain }: Question,
  answer: Answer,
): Promise<void> {
  await lockTrail(tx, author.tenantId);
  if (!(await readQuestion(tx, claimId))) return;
  const before = (await readChecks(tx, [claimId])).get(claimId) ?? [];
  const { created_at: at } = await tx
    .insertInto("domain_check")
    .values({
      tenant_id: author.tenantId,
      claim_id: claimId,
      number: before.length + 1,
      ...answer,
      created_by: author.userId,
    })
    .returning("created_at")
    .executeTakeFirstOrThrow();
  await publishDomainProofs(tx);
  await recordChange(tx, author, {
    action: "domain_claim.checked",
    subject: "domain_claim",
    subjectId: claimId,
    before: { state: stateOfDomain(before, at) },
    after: { name: domain, ...answer, state: stateOfDomain([...before, { at, ...answer }], at) },
  });
}

/** Domains that one sweep checks. The next one continues. */
const AT_ONCE = 100;

/**
 * Repeats the checks of proved domains that are due, of all open workspaces. Two processes may do the same check, and
 * one of them records it.
 *
 * @returns how many were checked
 */
export async function recheckDomains(
  doors: Pick<Doors, "withSystem" | "withTenant">,
  network: ProofNetwork,
): Promise<number> {
  let count = 0;
  for (const { tenantId, claimId } of await doors.withSystem(listCandidates)) {
    const who = { tenantId, userId: "sweep" };
    const question = await doors.withTenant(who, (tx) => readDueQuestion(tx, claimId));
    if (!question) continue;
    const answer = await ask(network, question);
    const isKept = await doors.withTenant(who, async (tx) => {
      await lockTrail(tx, tenantId);
      // Another process may have checked it in the meantime.
      if (!(await readDueQuestion(tx, claimId))) return false;
      await keepCheck(tx, { ...who, source: "job" }, question, answer);
      return true;
    });
    if (isKept) count += 1;
  }
  return count;
}

/** Proved once, not removed, not lapsed, and last checked some days ago; those that wait longest first. */
async function listCandidates(tx: SystemTx): Promise<{ tenantId: string; claimId: string }[]> {
  const { rows } = await sql<{ tenant_id: string; claim_id: string }>`
    with found as (
      select tenant_id, claim_id, max(created_at) as last,
        max(created_at) filter (where dns = 'found' or web = 'found') as confirmed
      from domain_check group by tenant_id, claim_id)
    select f.tenant_id, f.claim_id from found f
    where f.confirmed is not null and f.last <= clock_timestamp() - make_interval(secs => ${LAPSE_MS / 1000})
      and not exists (select from domain_claim_end e where e.tenant_id = f.tenant_id and e.claim_id = f.claim_id)
      and not exists (select from domain_check one join domain_check two
          on two.tenant_id = one.tenant_id and two.claim_id = one.claim_id
        where one.tenant_id = f.tenant_id and one.claim_id = f.claim_id
          and one.created_at > f.confirmed and two.created_at > f.confirmed
          and two.created_at >= one.created_at + make_interval(secs => ${LAPSE_MS / 1000}))
    order by f.last limit ${AT_ONCE}`.execute(tx);
  return rows.map((row) => ({ tenantId: row.tenant_id, claimId: row.claim_id }));
}

async function readDueQuestion(tx: TenantTx, claimId: string): Promise<Question | null> {
  const checks = (await readChecks(tx, [claimId])).get(claimId) ?? [];
  return isDue(checks, new Date()) ? readQuestion(tx, claimId) : null;
}

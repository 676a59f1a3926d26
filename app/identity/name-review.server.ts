import { sql } from "kysely";
import { utcDay } from "#app/day/day.ts";
import { lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import { inTenant, type SystemTx, type TenantTx } from "#db/doors.ts";
import { STALE_MS } from "./domain-state.ts";
import { OPERATOR } from "./registration.server.ts";
import { findIssuerIdentity } from "./report-issuer.server.ts";
import { findKnownBody, nameCore } from "./resembling-name.ts";

/** A name under which no report may be issued now. */
export interface HeldName {
  name: string;
  /** The name that it resembles. Empty if the operator holds the name for another reason. */
  resembles: string;
}

/**
 * The names of a report that need the operator's decision before it is issued: those that resemble a known body or
 * another proved issuer, unless the operator released exactly this name for the workspace.
 *
 * @param stated.subjects names of the organization that the report is about. A consultancy reports for clients whose
 *   own workspaces are proved, so they are compared with known bodies only.
 */
export async function listHeldNames(
  tx: TenantTx,
  {
    names,
    subjects = [],
    authorId,
  }: { names: readonly string[]; subjects?: readonly string[]; authorId: string | null },
): Promise<HeldName[]> {
  const distinct = [...new Set([...names, ...subjects].filter((name) => name !== ""))];
  if (distinct.length === 0) return [];
  const decisions = await readDecisions(tx, distinct);
  const identityId = await findIssuerIdentity(tx, authorId);
  const others = await findProvedNames(tx, identityId, distinct);
  return distinct.flatMap((name) => {
    const decision = decisions.get(name);
    if (decision === "released") return [];
    if (decision === "held") return [{ name, resembles: "" }];
    const resembles = findKnownBody(name)?.name ?? (names.includes(name) ? others.get(nameCore(name)) : undefined);
    return resembles === undefined ? [] : [{ name, resembles }];
  });
}

/** Of these names, those that the operator allowed after a review, with the day in UTC. */
export async function listReleasedNames(
  tx: TenantTx,
  names: readonly string[],
): Promise<{ name: string; on: string }[]> {
  const rows = names.length === 0 ? [] : await selectDecisions(tx, names);
  return rows
    .filter(({ decision }) => decision === "released")
    .map(({ name, created_at: at }) => ({ name, on: utcDay(at) }));
}

async function readDecisions(tx: TenantTx, names: readonly string[]) {
  const rows = await selectDecisions(tx, names);
  return new Map(rows.map(({ name, decision }) => [name, decision]));
}

/** The newest decision on each name. */
function selectDecisions(tx: TenantTx, names: readonly string[]) {
  return tx
    .selectFrom("name_review")
    .distinctOn("name")
    .select(["name", "decision", "created_at"])
    .where("name", "in", [...names])
    .orderBy("name")
    .orderBy("number", "desc")
    .execute();
}

/** Names of other issuers that are proved now, by their core. */
async function findProvedNames(tx: TenantTx, identityId: string, names: readonly string[]) {
  const { rows } = await sql<{ name: string; core: string }>`
    select distinct on (n.core) n.name, n.core from issuer_name n
     where n.core in (${sql.join(names.map(nameCore))}) and n.identity_id <> ${identityId}
       and (exists (select from domain_proof d where d.identity_id = n.identity_id and d.lapsed_at is null
              and d.confirmed_at > clock_timestamp() - make_interval(secs => ${STALE_MS / 1000}))
         or exists (select from registration_proof r where r.identity_id = n.identity_id and r.name = n.name))
     order by n.core, n.name`.execute(tx);
  return new Map(rows.map(({ name, core }) => [core, name]));
}

export interface NameDecision {
  tenantId: string;
  /** Exactly as the report shows it. */
  name: string;
  decision: "released" | "held";
  reason: string;
  operator: string;
}

/** Records the operator's decision on a name of a workspace. */
export async function decideName(tx: SystemTx, { tenantId, ...stated }: NameDecision): Promise<void> {
  const author = { tenantId, ...OPERATOR };
  await inTenant(tx, author, (inside) => lockTrail(inside, tenantId));
  const last = await tx
    .selectFrom("name_review")
    .select((of) => of.fn.max("number").as("number"))
    .where("tenant_id", "=", tenantId)
    .where("name", "=", stated.name)
    .executeTakeFirst();
  await tx
    .insertInto("name_review")
    .values({ tenant_id: tenantId, number: (last?.number ?? 0) + 1, ...stated })
    .execute();
  await inTenant(tx, author, (inside) =>
    recordChange(inside, author, {
      action: stated.decision === "released" ? "name_review.released" : "name_review.held",
      subject: "name_review",
      subjectId: tenantId,
      after: { name: stated.name, reason: stated.reason, operator: stated.operator },
    }),
  );
}

import { sql } from "kysely";
import { utcDay } from "#app/day/day.ts";
import { AppError } from "#app/encoding/errors.ts";
import { readDomainProofs } from "#app/identity/domain-proof.server.ts";
import { endOf } from "#app/identity/domain-state.ts";
import { readRegistrationProofs } from "#app/identity/registration.server.ts";
import { nameCore } from "#app/identity/resembling-name.ts";
import type { IssuerIdentity } from "#app/log/keys/issuer-keys.server.ts";
import { appendStatement } from "#app/log/log.server.ts";
import {
  type AssuranceRecord,
  makeAssuranceDisowning,
  parseAssurance,
  type VerifierIdentity,
} from "#app/proof/assurance-credential.ts";
import { drawSalt } from "#app/proof/log-entry.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import { actAs, inTenant, type SystemTx } from "#db/doors.ts";

const MOST_SHOWN = 100;

export type NamedState = "reported" | "confirmed" | "own" | "withdrawn" | "disowned";

/** A public statement that names a verification body. */
export interface NamedStatement {
  recordSha256: string;
  /** Of a report on whose page it is. */
  number: string;
  record: AssuranceRecord;
  state: NamedState;
  /** What is proved of the body, if it can state that the statement is not from it. */
  asBody: VerifierIdentity | null;
}

interface Body {
  name: string;
  identityId: string;
  isBody: boolean;
  domains: { domain: string; checkedOn: string }[];
  registrations: { name: string; number: string; register: string; checkedOn: string }[];
}

async function getBody(tx: SystemTx, tenantId: string, now: Date): Promise<Body> {
  const tenant = await tx
    .selectFrom("tenant")
    .select(["name", "kind", "identity_id"])
    .where("id", "=", tenantId)
    .executeTakeFirstOrThrow();
  const identityId = tenant.identity_id;
  const domains = (await readDomainProofs(tx, [identityId])).get(identityId) ?? [];
  return {
    name: tenant.name,
    identityId,
    isBody: tenant.kind === "verification_body",
    domains: domains
      .filter((proof) => endOf(proof, now) === null)
      .map(({ domain, confirmedAt }) => ({ domain, checkedOn: utcDay(confirmedAt) })),
    registrations: (await readRegistrationProofs(tx, [identityId])).get(identityId) ?? [],
  };
}

/**
 * Public statements that name the body of a workspace, newest first, of any author. They are found by the name of
 * the workspace and by names that the operator checked. Legal forms, case and spacing don't matter.
 */
export async function listNamedStatements(
  tx: SystemTx,
  tenantId: string,
  now: Date,
): Promise<{ isBody: boolean; isProved: boolean; statements: NamedStatement[] }> {
  const body = await getBody(tx, tenantId, now);
  const isProved = body.domains.length + body.registrations.length > 0;
  if (!body.isBody) return { isBody: false, isProved, statements: [] };
  const rows = await selectNamed(tx, body);
  const statements = rows.map((row): NamedStatement => {
    const { record } = parseAssurance(row.credential);
    const state = row.disowned_by
      ? "disowned"
      : row.ended
        ? "withdrawn"
        : [row.identity_id, row.confirmed_by].includes(body.identityId)
          ? "own"
          : row.confirmed_by
            ? "confirmed"
            : "reported";
    const isRival = [row.identity_kind, row.confirmed_as].includes("registration");
    const isOpen = (state === "reported" || state === "confirmed") && !isRival;
    const asBody = isOpen ? proofOf(body, record, row) : null;
    return { recordSha256: row.record_sha256, number: row.number ?? row.carried ?? "", record, state, asBody };
  });
  return { isBody: true, isProved, statements };
}

/** `guard_disowning` in the database holds the same. */
function proofOf(
  body: Body,
  { verifier, enteredBy }: AssuranceRecord,
  row: { invited: string[] | null; confirmed_by: string | null },
): VerifierIdentity | null {
  const registration = body.registrations.find(({ name }) => name === verifier.name);
  if (registration) {
    const { number, register, checkedOn } = registration;
    return { kind: "registration", value: `${number}, ${register}`, checkedOn };
  }
  // A proved domain proves no name. The organization itself sent the invitation of this body to an address there.
  if (enteredBy !== "organization" || row.confirmed_by !== null) return null;
  const invited = body.domains.find(({ domain }) => row.invited?.includes(domain));
  return invited ? { kind: "domain", value: invited.domain, checkedOn: invited.checkedOn } : null;
}

function selectNamed(tx: SystemTx, body: Body) {
  const cores = [...new Set([body.name, ...body.registrations.map(({ name }) => name)].map(nameCore))];
  return tx
    .selectFrom("published_assurance as p")
    .leftJoin("published_assurance as c", "c.confirms", "p.record_sha256")
    .leftJoin("disowned_statement as d", "d.record_sha256", "p.record_sha256")
    .select(["p.record_sha256", "p.number", "p.credential", "p.identity_id", "p.identity_kind"])
    .select(["c.identity_id as confirmed_by", "c.identity_kind as confirmed_as", "d.identity_id as disowned_by"])
    .select(({ selectFrom }) => [
      selectFrom("carried_statement as k")
        .whereRef("k.record_sha256", "=", "p.record_sha256")
        .select(({ fn }) => fn.min("k.number").as("number"))
        .as("carried"),
      selectFrom("statement as w")
        .where("w.kind", "=", "assurance_withdrawn")
        .where(sql<boolean>`w.facts ->> 'statement' in (p.record_sha256, c.record_sha256)`)
        .select(sql<boolean>`true`.as("is"))
        .limit(1)
        .as("ended"),
      selectFrom("assurance_statement as s")
        .innerJoin("assurance_engagement as e", (join) =>
          join.onRef("e.tenant_id", "=", "s.tenant_id").onRef("e.organization_id", "=", "s.organization_id"),
        )
        .whereRef("s.record_sha256", "=", "p.record_sha256")
        .where(sql<boolean>`lower(btrim(e.body_name)) = lower(btrim(p.verifier_name))`)
        .select(sql<string[]>`array_agg(split_part(e.email, '@', 2))`.as("domains"))
        .as("invited"),
    ])
    .where("p.verifier_core", "in", cores)
    .where("p.confirms", "is", null)
    .orderBy("p.log_index", "desc")
    .limit(MOST_SHOWN)
    .execute();
}

/**
 * States for a verification body that a public statement which names it is not from it. This is permanent. The
 * organization finds it in its own audit trail too.
 *
 * @throws AppError `not_found`; `conflict` if nothing proves that the statement names this body
 */
export async function disownStatement(
  tx: SystemTx,
  author: ChangeAuthor,
  keys: Pick<IssuerIdentity["keys"], "origin">,
  { recordSha256, now }: { recordSha256: string; now: string },
): Promise<void> {
  const { statements } = await listNamedStatements(tx, author.tenantId, new Date(now));
  const statement = statements.find((one) => one.recordSha256 === recordSha256);
  if (!statement) throw new AppError("not_found");
  const { asBody, number, record, state } = statement;
  if (state === "disowned") throw new AppError("conflict", { details: { reason: "already_disowned" } });
  if (!asBody) throw new AppError("conflict", { details: { reason: "not_to_disown" } });
  const salt = drawSalt();
  const { credential } = parseAssurance(
    (
      await tx
        .selectFrom("published_assurance")
        .select("credential")
        .where("record_sha256", "=", recordSha256)
        .executeTakeFirstOrThrow()
    ).credential,
  );
  const change = (subjectId: string) => ({
    action: "assurance_statement.disowned",
    subject: "assurance_statement",
    subjectId,
    after: { name: record.verifier.name, number, recordSha256, by: asBody.value, day: asBody.checkedOn },
  });
  await inTenant(tx, author, async (inside) => {
    const { identity_id } = await inside.selectFrom("tenant").select("identity_id").executeTakeFirstOrThrow();
    const { kind, value, checkedOn } = asBody;
    const logIndex = await appendStatement(inside, keys.origin, {
      ...(await makeAssuranceDisowning(credential, { salt, at: now, ...asBody })),
      facts: { statement: recordSha256, kind, value, checkedOn },
    });
    const row = { identity_id, identity_kind: kind, identity_value: value, identity_checked_on: checkedOn };
    await actAs(inside, "app_log", () =>
      inside
        .insertInto("disowned_statement")
        .values({ ...row, record_sha256: recordSha256, salt, log_index: logIndex, stated_at: new Date(now) })
        .execute(),
    );
    await recordChange(inside, author, change(recordSha256));
  });
  const held = await tx
    .selectFrom("assurance_statement")
    .select(["id", "tenant_id", "organization_id"])
    .where("record_sha256", "=", recordSha256)
    .executeTakeFirst();
  // A workspace that was erased has no trail.
  if (!held) return;
  const system = {
    tenantId: held.tenant_id,
    userId: "system",
    source: "job",
    organizationId: held.organization_id,
  } as const;
  await inTenant(tx, system, (inside) => recordChange(inside, system, change(held.id)));
}

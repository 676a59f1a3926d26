import { assuranceStatusOf } from "#app/proof/check-assurance.ts";
import type { CredentialAssurance } from "#app/proof/credential.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Assurance } from "./model.ts";
import type { ReportRun } from "./report-run.server.ts";
import { listStatements } from "./statement-list.server.ts";

/**
 * What a report of a run may print of assurance: a statement on record about exactly these data, such as a translation of
 * a report that was verified. A new version has other data, and so begins as not verified.
 */
export async function describeAssurance(tx: TenantTx, organizationId: string, run: ReportRun): Promise<Assurance> {
  // Most have none, and the text of a large run takes a while to hash.
  if (!(await hasStatements(tx, organizationId))) return { status: "not_verified" };
  const packageHash = await run.hashDocument(tx);
  const statements = await listStatements(tx, organizationId, { packageHash });
  const status = assuranceStatusOf(
    statements.map(({ effect, record }) => ({ effect, level: record.engagement.level })),
  );
  const standing = statements.find(
    ({ effect, record }) => (effect === "assures" || effect === "procedures") && record.engagement.level === status,
  );
  if (status === "not_verified" || !standing) return { status: "not_verified" };
  const { verifier, date, document } = standing.record;
  return {
    status,
    body: { en: verifier.name, zh: verifier.name },
    statement: `SHA-256 ${document.sha256}`,
    date,
    recordHash: standing.recordSha256,
    ...(verifier.identity ? { identity: verifier.identity } : {}),
  };
}

async function hasStatements(tx: TenantTx, organizationId: string): Promise<boolean> {
  const found = await tx
    .selectFrom("assurance_statement")
    .select("id")
    .where("organization_id", "=", organizationId)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** The same in the signed record; findings without an opinion are no verification. */
export function toCredentialAssurance(assurance: Assurance): CredentialAssurance {
  if (assurance.status !== "limited" && assurance.status !== "reasonable") return { status: "not_verified" };
  const { status: level, body, date, recordHash, identity } = assurance;
  if (recordHash === undefined) return { status: "not_verified" };
  const verifier = body.en ?? body.zh ?? "";
  const proved = identity === undefined ? {} : { identity };
  return { status: "verified", verifier, level, statementDate: date, statementHash: recordHash, ...proved };
}

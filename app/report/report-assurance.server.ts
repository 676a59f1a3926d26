import { type AssuranceEffect, assuranceStatusOf } from "#app/proof/check-assurance.ts";
import type { CredentialAssurance } from "#app/proof/credential.ts";
import type { TenantTx } from "#db/doors.ts";
import type { CarriedStatement } from "./issue-preview.tsx";
import type { Assurance } from "./model.ts";
import { hashStored, type ReportRun } from "./report-run.server.ts";
import { listStatements, type RecordedStatement } from "./statement-list.server.ts";

/**
 * What a report of a run may print of assurance: a statement on record about exactly these data, from before its issue, or
 * about the report that it translates. A new version has other data, and so begins as not verified.
 */
export async function describeAssurance(tx: TenantTx, organizationId: string, run: ReportRun): Promise<Assurance> {
  const statements = await statementsOfRun(tx, organizationId, run);
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

type RunToAssure = Pick<ReportRun, "id" | "hashDocument">;

/** The statements on record about exactly the data of a run. */
async function statementsOfRun(tx: TenantTx, organizationId: string, run: RunToAssure): Promise<RecordedStatement[]> {
  // Most have none, and the text of a large run takes a while to hash.
  if (!(await hasStatements(tx, organizationId))) return [];
  const found = await listStatements(tx, organizationId, { packageHash: await run.hashDocument(tx) });
  return found.filter(({ reportId, runId }) => reportId !== null || runId === run.id);
}

/** Before the issue: the statements that a report of the run will carry, newest first. */
export async function previewAssurance(
  tx: TenantTx,
  organizationId: string,
  runId: string,
): Promise<CarriedStatement[]> {
  const run = { id: runId, hashDocument: (reader: TenantTx) => hashStored(reader, runId) };
  const statements = await statementsOfRun(tx, organizationId, run);
  const isOpposed = statements.some(({ effect }) => effect === "against" || effect === "disowned");
  return statements.flatMap(({ record, effect }) => {
    const kind = isOpposed && (effect === "assures" || effect === "procedures") ? "opposed" : PREVIEWED[effect];
    return kind ? [{ verifier: record.verifier.name, kind }] : [];
  });
}

const PREVIEWED: Partial<Record<AssuranceEffect, CarriedStatement["kind"]>> = {
  assures: "confirmed",
  procedures: "procedures",
  reported: "reported",
  against: "against",
  disowned: "disowned",
};

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

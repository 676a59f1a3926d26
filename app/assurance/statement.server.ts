import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { canonicalJson, type JsonObject } from "#app/encoding/canonical-json.ts";
import { AppError } from "#app/encoding/errors.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import type { StoredFile } from "#app/evidence/store-files.server.ts";
import { MEDIA_TYPES } from "#app/files/file-kind.ts";
import type { BodyIdentity } from "#app/identity/body-identity.server.ts";
import { nameCore } from "#app/identity/resembling-name.ts";
import type { IssuerIdentity } from "#app/log/keys/issuer-keys.server.ts";
import { appendStatement } from "#app/log/log.server.ts";
import {
  type AssuranceRecord,
  assertAssuranceRecord,
  deriveAssuranceOpening,
  hashAssuranceRecord,
  makeAssuranceWithdrawal,
  parseAssurance,
  signAssurance,
} from "#app/proof/assurance-credential.ts";
import { drawSalt } from "#app/proof/log-entry.ts";
import { lockReportLife } from "#app/report/report-succession.server.ts";
import {
  listStatements,
  type RecordedStatement,
  type StatementReader,
  type WithdrawalKind,
} from "#app/report/statement-list.server.ts";
import { type Change, type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import { actAs, inTrailOf, type TenantTx, type VerifierTx } from "#db/doors.ts";
import { addFiles } from "./assurance-file.server.ts";
import { withdrawalKinds } from "./statement-effect.ts";
import { toRow } from "./statement-row.ts";

/** Entered from the verifier's document. Report, salt and document are added by the service. */
export type StatementInput = Omit<
  AssuranceRecord,
  "salt" | "report" | "document" | "enteredBy" | "verifier" | "confirms"
> & {
  verifier: Omit<AssuranceRecord["verifier"], "identity">;
  /** As named in the document. It can differ from the current report. */
  packageHash: string;
};

/** The organization or the verifier. The verifier's author has an engagement, and the proved identity of its body. */
export type StatementAuthor = OrganizationAuthor | (VerifierAuthor & { identity: BodyIdentity | null });
export type OrganizationAuthor = ChangeAuthor & { organizationId: string; engagementId: null };
export type VerifierAuthor = ChangeAuthor & { organizationId: string; engagementId: string };

/** The bytes are present only if the document is public. */
interface StatementDocument<File = StoredFile> {
  file: File;
  publicBytes: Uint8Array | null;
}

/** A file that the statement which is confirmed has already. */
export type ReportedDocument = StatementDocument<Pick<StoredFile, "id" | "name" | "kind" | "sha256">>;

type StatementRequest = { subject: StatementSubject; input: StatementInput; now: string } & (
  | { document: StatementDocument; confirms?: undefined }
  /** Hash of the organization's record, with its document. */
  | { document: ReportedDocument; confirms: string }
);

/** An issued report; or a calculation, before any report of it. */
export type StatementSubject = { reportId: string } | { runId: string };

/** What a statement is about, as it is on record. */
type Subject =
  | { kind: "report"; runId: string; reportId: string; number: string }
  | { kind: "calculation"; runId: string };

/**
 * Records a verification statement in one transaction: the row, the issuer's signed note, the log entry and the public
 * part, which a statement about a calculation gets with its first report. Nothing else in the product marks a report as
 * verified.
 *
 * @throws AppError `not_found`, `conflict` if the report is not issued, or if the calculation has one or other data,
 * `invalid` with the missing field
 */
export async function recordStatement(
  tx: StatementReader,
  author: StatementAuthor,
  { keys, publicUrl }: IssuerIdentity,
  request: StatementRequest,
): Promise<{ statementId: string }> {
  const { input, document, now, confirms = null } = request;
  const subject =
    "reportId" in request.subject
      ? await getIssuedReport(tx, author.organizationId, request.subject.reportId)
      : await getUnreportedRun(tx, author.organizationId, { ...request.subject, ...input });
  const number = subject.kind === "report" ? subject.number : null;
  const record = toRecord(input, author, { number, file: document.file, confirms, now });
  const address = number === null ? `${publicUrl}/verify` : `${publicUrl}/verify/${number}`;
  const credential = await signAssurance(record, { did: keys.did, address, at: now }, keys.credential);
  const recordSha256 = await hashAssuranceRecord(record);
  const logIndex = await appendStatement(tx as TenantTx, keys.origin, {
    ...(await deriveAssuranceOpening(credential)),
    facts: { statement: recordSha256 },
  });
  if (request.confirms === undefined) await addFiles(tx, author, [request.document.file]);
  const statementId = randomUUID();
  const identityId = identityOf(author)?.identityId ?? null;
  await tx
    .insertInto("assurance_statement")
    .values({
      ...toRow(record, author, identityId),
      tenant_id: author.tenantId,
      id: statementId,
      run_id: subject.runId,
      report_id: subject.kind === "report" ? subject.reportId : null,
      ...(subject.kind === "report" ? {} : toHeld(credential, document)),
      file_id: document.file.id,
      is_file_public: document.publicBytes !== null,
      record_sha256: recordSha256,
      log_index: logIndex,
      created_by: author.userId,
      created_at: now,
    })
    .execute();
  if (subject.kind === "report")
    await publish(tx, { record, credential, logIndex, recordSha256, identityId }, document);
  await addToTrail(tx, author, {
    action: confirms === null ? "assurance_statement.recorded" : "assurance_statement.confirmed",
    subject: "assurance_statement",
    subjectId: statementId,
    after: {
      ...(subject.kind === "report" ? { report: subject.reportId, number } : { run: subject.runId }),
      name: record.verifier.name,
      level: record.engagement.level,
      opinion: record.opinion.kind,
      date: record.date,
      recordSha256,
      documentSha256: record.document.sha256,
      ...(confirms === null ? {} : { confirms }),
    },
  });
  return { statementId };
}

function identityOf(author: StatementAuthor): BodyIdentity | null {
  return author.engagementId === null ? null : author.identity;
}

function toRecord(
  { packageHash, ...stated }: StatementInput,
  author: StatementAuthor,
  stating: { number: string | null; file: ReportedDocument["file"]; confirms: string | null; now: string },
): AssuranceRecord {
  const { number, file, confirms, now } = stating;
  const record: AssuranceRecord = {
    ...stated,
    verifier: { ...stated.verifier, identity: identityOf(author)?.proof ?? null },
    salt: drawSalt(),
    report: { number, packageHash },
    document: { sha256: file.sha256, name: file.name },
    enteredBy: author.engagementId === null ? "organization" : "verifier",
    confirms,
  };
  try {
    assertAssuranceRecord(record);
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    throw new AppError("invalid", { details: { reason: "statement_incomplete", member: error.facts.member ?? "" } });
  }
  if (Date.parse(record.date) > Date.parse(now) + 86_400_000) {
    throw new AppError("invalid", { details: { reason: "statement_incomplete", member: "record/date" } });
  }
  return record;
}

async function getIssuedReport(
  tx: StatementReader,
  organizationId: string,
  reportId: string,
): Promise<Extract<Subject, { kind: "report" }>> {
  const report = await tx
    .selectFrom("report as r")
    .leftJoin("published_report as p", "p.number", "r.number")
    .select(["r.id", "r.number", "r.run_id", "p.number as published"])
    .where("r.organization_id", "=", organizationId)
    .where("r.id", "=", reportId)
    .executeTakeFirst();
  if (!report) throw new AppError("not_found");
  if (!report.published) throw new AppError("conflict", { details: { reason: "report_issuing" } });
  return { kind: "report", runId: report.run_id, reportId: report.id, number: report.number };
}

/**
 * A calculation without a report in force, whose document has the hash that the statement names. Under the lock of
 * publication: `guard_statement_subject` in the database refuses the same.
 */
async function getUnreportedRun(
  tx: StatementReader,
  organizationId: string,
  { runId, packageHash }: { runId: string; packageHash: string },
): Promise<Subject> {
  await lockReportLife(tx, runId);
  const run = await tx
    .selectFrom("calculation_run")
    .select(["id", "issue_count", sql<string>`encode(sha256(convert_to(document, 'UTF8')), 'hex')`.as("hash")])
    .where("organization_id", "=", organizationId)
    .where("id", "=", runId)
    .executeTakeFirst();
  if (!run) throw new AppError("not_found");
  if (run.issue_count > 0) throw new AppError("conflict", { details: { reason: "calculation_has_issues" } });
  if (run.hash !== packageHash) throw new AppError("conflict", { details: { reason: "not_this_calculation" } });
  if (await hasReportInForce(tx, runId))
    throw new AppError("conflict", { details: { reason: "calculation_has_report" } });
  return { kind: "calculation", runId };
}

async function hasReportInForce(tx: StatementReader, runId: string): Promise<boolean> {
  const report = await tx
    .selectFrom("report as r")
    .innerJoin("published_report as p", "p.number", "r.number")
    .select("r.id")
    .where("r.run_id", "=", runId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("statement as s").where("s.kind", "=", "withdraw").whereRef("s.number", "=", "r.number"))),
    )
    .executeTakeFirst();
  return report !== undefined;
}

/** What becomes public with the first report of the calculation. */
function toHeld(credential: JsonObject, { file, publicBytes }: ReportedDocument) {
  return {
    held_credential: canonicalJson(credential),
    held_document: publicBytes,
    held_document_name: publicBytes && file.name,
    held_document_type: publicBytes && MEDIA_TYPES[file.kind],
  };
}

async function publish(
  tx: StatementReader,
  signed: {
    record: AssuranceRecord;
    credential: JsonObject;
    logIndex: number;
    recordSha256: string;
    identityId: string | null;
  },
  { file, publicBytes }: ReportedDocument,
): Promise<void> {
  await actAs(tx, "app_log", () =>
    tx
      .insertInto("published_assurance")
      .values({
        record_sha256: signed.recordSha256,
        number: signed.record.report.number,
        package_sha256: signed.record.report.packageHash,
        log_index: signed.logIndex,
        identity_id: signed.identityId,
        identity_kind: signed.record.verifier.identity?.kind ?? null,
        verifier_name: signed.record.verifier.name,
        verifier_core: nameCore(signed.record.verifier.name),
        entered_by: signed.record.enteredBy,
        confirms: signed.record.confirms,
        credential: canonicalJson(signed.credential),
        document_sha256: file.sha256,
        document: publicBytes,
        document_name: publicBytes && file.name,
        document_type: publicBytes && MEDIA_TYPES[file.kind],
      })
      .execute(),
  );
}

/**
 * Withdraws a statement because of facts discovered later, a wrong entry or the verifier's request. This adds a log
 * entry. The statement stays on record as withdrawn.
 *
 * @throws AppError `not_found`, `conflict` if it is already withdrawn, or if it is not theirs to withdraw for this reason
 */
export async function withdrawStatement(
  tx: StatementReader,
  author: StatementAuthor,
  { keys }: IssuerIdentity,
  request: { statementId: string; kind: WithdrawalKind; reason: string; now: string },
): Promise<void> {
  const statement = await getStatement(tx, author.organizationId, request.statementId);
  const { record, recordSha256 } = statement;
  if (statement.withdrawal) throw new AppError("conflict", { details: { reason: "statement_withdrawn" } });
  if (statement.confirmedBy) throw new AppError("conflict", { details: { reason: "statement_confirmed" } });
  const by = author.engagementId === null ? "organization" : "verifier";
  if (by === "verifier" && statement.engagementId !== author.engagementId) throw new AppError("not_found");
  if (!withdrawalKinds(record, by).includes(request.kind))
    throw new AppError("conflict", { details: { reason: "statement_of_verifier" } });
  const salt = drawSalt();
  const { credential } = parseAssurance(statement.credential);
  const ended = { salt, reason: request.reason, at: request.now };
  const logIndex = await appendStatement(tx as TenantTx, keys.origin, {
    ...(await makeAssuranceWithdrawal(credential, ended)),
    facts: { statement: recordSha256, kind: request.kind, reason: request.reason, at: request.now },
  });
  await tx
    .insertInto("assurance_statement_withdrawal")
    .values({
      tenant_id: author.tenantId,
      statement_id: statement.id,
      kind: request.kind,
      reason: request.reason,
      salt,
      log_index: logIndex,
      created_by: author.userId,
      created_at: request.now,
    })
    .execute();
  await addToTrail(tx, author, {
    action: "assurance_statement.withdrawn",
    subject: "assurance_statement",
    subjectId: statement.id,
    before: { name: record.verifier.name, number: record.report.number, state: statement.effect },
    after: { state: "withdrawn", kind: request.kind, reason: request.reason },
  });
}

async function addToTrail(tx: StatementReader, author: StatementAuthor, change: Change): Promise<void> {
  if (author.engagementId === null) await recordChange(tx as TenantTx, author, change);
  else await inTrailOf(tx as VerifierTx, (trail) => recordChange(trail, author, change));
}

/** @throws AppError `not_found` */
export async function getStatement(
  tx: StatementReader,
  organizationId: string,
  statementId: string,
): Promise<RecordedStatement> {
  const [statement] = await listStatements(tx, organizationId, { statementId });
  if (!statement) throw new AppError("not_found");
  return statement;
}

import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import { env } from "#app/environment/env.server.ts";
import { type FileKind, MEDIA_TYPES } from "#app/files/file-kind.ts";
import { type BodyIdentity, findNamedBody } from "#app/identity/body-identity.server.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import type { IssuerIdentity } from "#app/log/keys/issuer-keys.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import type { RecordedStatement } from "#app/report/statement-list.server.ts";
import type { VerifierTx } from "#db/doors.ts";
import { refuseUnsupportedOpinion } from "./misstatement/misstatement.server.ts";
import { getStatement, recordStatement, type VerifierAuthor } from "./statement.server.ts";

/** Whether a verification body can confirm it: the organization recorded it, about the report as it is. */
export function isConfirmable({ record, effect, confirmedBy }: RecordedStatement): boolean {
  return record.enteredBy === "organization" && confirmedBy === null && (effect === "reported" || effect === "against");
}

/**
 * Confirms in the name of a body what the organization recorded, word for word and with the same document. From then on,
 * both records are one statement.
 *
 * @throws AppError `not_found`; `conflict` for a statement that can't be confirmed, or an opinion that the findings of the
 *   verifier don't support
 */
export async function confirmStatement(
  tx: VerifierTx,
  author: VerifierAuthor & { identity: BodyIdentity },
  issuer: IssuerIdentity,
  { statementId, now }: { statementId: string; now: string },
): Promise<{ statementId: string }> {
  const statement = await getStatement(tx, author.organizationId, statementId);
  const { record, reportId, recordSha256, fileId } = statement;
  if (!isConfirmable(statement) || reportId === null)
    throw new AppError("conflict", { details: { reason: "not_confirmable" } });
  const document = await tx
    .selectFrom("published_assurance")
    .select(["document", "document_type"])
    .where("record_sha256", "=", recordSha256)
    .executeTakeFirstOrThrow();
  const { engagementId } = author;
  const { independentReviewer } = record.verifier;
  await refuseUnsupportedOpinion(tx, { engagementId, opinion: record.opinion.kind, independentReviewer, reportId });
  const kind = (Object.keys(MEDIA_TYPES) as FileKind[]).find((one) => MEDIA_TYPES[one] === document.document_type)!;
  const input = omit(record, "salt", "report", "document", "enteredBy", "confirms");
  return recordStatement(tx, author, issuer, {
    subject: { reportId },
    input: { ...input, packageHash: record.report.packageHash },
    document: { file: { ...record.document, id: fileId, kind }, publicBytes: document.document },
    confirms: recordSha256,
    now,
  });
}

/**
 * Confirms a statement in the name of a workspace that the person manages, which the statement has to name.
 *
 * @returns a key of `assurance.problem`, or null
 */
export async function confirmAs(
  author: VerifierAuthor & { inventoryId: string },
  { statementId, workspace }: { statementId: string; workspace: string },
): Promise<string | null> {
  const { withVerifier, withSystem } = await doors();
  const { tenantId, organizationId, userId } = author;
  const { record } = await withVerifier(author, (_, read) => getStatement(read, organizationId, statementId));
  const body = { userId, tenantId: workspace, name: record.verifier.name, verified: { tenantId, organizationId } };
  const identity = await withSystem((tx) => findNamedBody(tx, body, new Date()));
  if (typeof identity === "string") return identity;
  const { log, ...keys } = await issuerKeys();
  const issuer = { keys: { ...keys, log }, publicUrl: env().publicUrl };
  const now = new Date().toISOString();
  await withVerifier(author, (tx) => confirmStatement(tx, { ...author, identity }, issuer, { statementId, now }));
  // The confirmation is recorded even if this fails.
  await withSystem((tx) => signPendingCheckpoint(tx, log, now));
  return null;
}

import { readFile } from "node:fs/promises";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import { env } from "#app/environment/env.server.ts";
import { keepFiles, withReceivedForm } from "#app/evidence/receive-files.server.ts";
import { dropFiles } from "#app/evidence/store-files.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { findBodyIdentity, listProvedBodies, type Verified } from "#app/identity/body-identity.server.ts";
import { getVerifierProfile } from "#app/identity/verifier-profile.server.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import type { StatementReader } from "#app/report/statement-list.server.ts";
import { inTenant } from "#db/doors.ts";
import { refuseUnsupportedOpinion } from "./misstatement/misstatement.server.ts";
import {
  type OrganizationAuthor,
  recordStatement,
  type StatementAuthor,
  type VerifierAuthor,
} from "./statement.server.ts";
import { STATEMENT_FIELDS, StatementForm, toStatementInput } from "./statement-form-schema.ts";

/** `refused` explains why the document can't be stored. */
interface StatementAnswer {
  errors: Record<string, string>;
  typed: Record<string, string>;
  refused: { name: string; code: string; facts: Record<string, string> } | null;
}

type Enter = (work: (tx: StatementReader) => Promise<{ statementId: string }>) => Promise<{ statementId: string }>;

/** The workspaces in whose name a person can state something, with what is proved of each. */
export const listBodiesOf = async ({ userId, ...verified }: Verified & { userId: string }) =>
  (await doors()).withSystem(async (tx) => {
    const bodies = await listProvedBodies(tx, userId, verified, new Date());
    const shown = [];
    for (const body of bodies) {
      const { accreditation } = await inTenant(tx, { tenantId: body.tenantId, userId }, getVerifierProfile);
      shown.push({ ...omit(body, "identityId"), accreditation });
    }
    return shown;
  });

/**
 * Reads the form of a verification statement and records it, as the organization or as the verifier.
 *
 * @returns the id of the statement, or the errors in the form
 */
export function enterStatement(
  request: Request,
  author: OrganizationAuthor | VerifierAuthor,
  enter: Enter,
): Promise<{ statementId: string } | StatementAnswer> {
  return withReceivedForm(request, STATEMENT_FIELDS, async ({ fields, files }) => {
    const parsed = StatementForm.safeParse(fields);
    const errors: Record<string, string> = {};
    for (const issue of parsed.error?.issues ?? []) errors[String(issue.path[0] ?? "form")] ??= issue.message;
    const [file] = files;
    if (!file) errors.document = "noFile";
    if (!parsed.success || !file) return { errors, typed: fields, refused: null };
    const form = parsed.data;
    // What an organization reports is not confirmed, and so never precedes its report.
    if (author.engagementId === null && "runId" in form.subject) {
      return { errors: { subject: "required" }, typed: fields, refused: null };
    }
    const by = await withIdentity(author, form);
    if (by === "name_held") return { errors: { verifierName: "nameHeld" }, typed: fields, refused: null };
    // A statement that the verification body has not recorded itself can only be judged by its document.
    const isPublic = author.engagementId === null || form.isPublic === "on";
    const publicBytes = isPublic && !file.isTooLarge ? await readFile(file.path) : null;
    const kept = await keepFiles(author.tenantId, [file]);
    if (!kept.ok) return { errors: { document: "refused" }, typed: fields, refused: kept };
    const { log, ...keys } = await issuerKeys();
    const { withSystem } = await doors();
    const now = new Date().toISOString();
    const document = { file: kept.files[0]!, publicBytes };
    const statement = { subject: form.subject, input: toStatementInput(form), document, now };
    let recorded: { statementId: string };
    try {
      const issuer = { keys: { ...keys, log }, publicUrl: env().publicUrl };
      recorded = await enter(async (tx) => {
        const { opinion, independentReviewer } = form;
        if (author.engagementId !== null) {
          const intended = { engagementId: author.engagementId, opinion, independentReviewer };
          await refuseUnsupportedOpinion(tx, { ...intended, ...form.subject });
        }
        return recordStatement(tx, by, issuer, statement);
      });
    } catch (error) {
      await dropFiles(author.tenantId, await evidenceRoom(), kept.files, error);
      if (error instanceof AppError && error.details.reason === "statement_incomplete") {
        return { errors: { form: "required" }, typed: fields, refused: null };
      }
      const errors = unsupportedOpinion(error) ?? unfitSubject(error);
      if (errors) return { errors, typed: fields, refused: null };
      throw error;
    }
    // The statement is recorded with its files even if this fails.
    await withSystem((tx) => signPendingCheckpoint(tx, log, now));
    return recorded;
  });
}

/** The error of the form for an opinion that the verifier's own findings or team don't allow, with the findings. */
function unsupportedOpinion(error: unknown): Record<string, string> | null {
  if (!(error instanceof AppError) || error.code !== "conflict") return null;
  const { reason, findings } = error.details;
  if (reason === "reviewer_in_team") return { independentReviewer: reason };
  if (reason !== "material_finding_open" && reason !== "misstatements_exceed_materiality") return null;
  return { opinion: `${reason} ${findings}` };
}

/** The error of the form for a calculation that a statement can't be about. */
function unfitSubject(error: unknown): Record<string, string> | null {
  const reason = error instanceof AppError && error.code === "conflict" ? error.details.reason : null;
  if (reason === "not_this_calculation") return { packageHash: reason };
  return reason === "calculation_has_report" || reason === "calculation_has_issues" ? { subject: reason } : null;
}

async function withIdentity(
  author: OrganizationAuthor | VerifierAuthor,
  { workspace, verifierName }: { workspace: string; verifierName: string },
): Promise<StatementAuthor | "name_held"> {
  if (author.engagementId === null) return author;
  if (workspace === "") return { ...author, identity: null };
  const { tenantId, organizationId } = author;
  const verified = { tenantId, organizationId };
  const body = { userId: author.userId, tenantId: workspace, name: verifierName, verified };
  const identity = await (await doors()).withSystem((tx) => findBodyIdentity(tx, body, new Date()));
  return identity === "name_held" ? identity : { ...author, identity };
}

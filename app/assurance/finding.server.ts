import { AppError } from "#app/encoding/errors.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { AssuranceTables } from "#db/assurance-schema.ts";
import { inTrailOf, type TenantTx, type VerifierTx } from "#db/doors.ts";
import type { VerifierActor } from "./access.server.ts";
import { FINDING, type FindingState, type FindingStep, findingState, type VerifierStep } from "./finding-state.ts";

type Author = ChangeAuthor & { organizationId: string };
type Reader = TenantTx | VerifierTx;

type FindingTable = AssuranceTables["assurance_finding"];
type FindingSubject = FindingTable["subject_kind"];
type FindingSeverity = FindingTable["severity"];
export const SEVERITIES: readonly FindingSeverity[] = ["material", "minor", "clarification", "observation"];
export const SUBJECTS: readonly FindingSubject[] = ["whole", "line", "source", "file"];

interface FindingFile {
  id: string;
  name: string;
  size: number;
  sha256: string;
}

/** Null only before the first calculation. A line always has one. */
export interface FindingPlace {
  runId: string | null;
  versionId: string | null;
}

/** A finding in the verifier's words, with all answers and steps. */
export interface Finding {
  id: string;
  engagementId: string;
  number: number;
  subject: { kind: FindingSubject; id: string };
  /** The calculation that it was made on, and the version of its record if it is about a single one. */
  on: FindingPlace;
  severity: FindingSeverity;
  text: string;
  by: string;
  at: Date;
  state: FindingState;
  files: FindingFile[];
  steps: { step: number; state: FindingStep; text: string; by: string; at: Date; files: FindingFile[] }[];
}

export interface NewFinding {
  subject: { kind: FindingSubject; id: string };
  on: FindingPlace;
  severity: FindingSeverity;
  text: string;
  fileIds: string[];
}

/** @returns the id of the finding */
export async function addFinding(tx: VerifierTx, who: VerifierActor, finding: NewFinding): Promise<string> {
  const last = await tx
    .selectFrom("assurance_finding")
    .select("number")
    .where("engagement_id", "=", who.engagementId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  const { id, number } = await tx
    .insertInto("assurance_finding")
    .values({
      tenant_id: who.tenantId,
      organization_id: who.organizationId,
      engagement_id: who.engagementId,
      number: (last?.number ?? 0) + 1,
      subject_kind: finding.subject.kind,
      subject_id: finding.subject.id,
      run_id: finding.on.runId,
      record_version_id: finding.on.versionId,
      severity: finding.severity,
      text: finding.text,
      created_by: who.userId,
    })
    .returning(["id", "number"])
    .executeTakeFirstOrThrow();
  await laydown(tx, who.tenantId, { findingId: id, step: 0, fileIds: finding.fileIds });
  const after = { number: `F${number}`, severity: finding.severity, about: finding.subject };
  await inTrailOf(tx, (trail) =>
    recordChange(trail, who, { action: "assurance_finding.added", subject: "assurance_finding", subjectId: id, after }),
  );
  return id;
}

/**
 * Resolves, reopens or withdraws a finding.
 *
 * @throws AppError `not_found`, `conflict` if the state of the finding does not allow it
 */
export async function stepFinding(
  tx: VerifierTx,
  who: VerifierActor,
  step: { findingId: string; state: VerifierStep; text: string; fileIds: string[] },
): Promise<void> {
  const finding = await getFinding(tx, who.engagementId, step.findingId);
  await addStep(tx, who, finding, step);
  await inTrailOf(tx, (trail) => recordStep(trail, who, finding, step.state));
}

/**
 * Answers a finding on behalf of the company.
 *
 * @throws AppError `not_found`, `conflict` if the finding is closed
 */
export async function answerFinding(
  tx: TenantTx,
  author: Author,
  answer: { engagementId: string; findingId: string; text: string; fileIds: string[] },
): Promise<void> {
  const finding = await getFinding(tx, answer.engagementId, answer.findingId);
  await addStep(tx, author, finding, { ...answer, state: "answered" });
  await recordStep(tx, author, finding, "answered");
}

async function addStep(
  tx: Reader,
  by: { tenantId: string; userId: string },
  finding: Finding,
  step: { state: FindingStep; text: string; fileIds: string[] },
): Promise<void> {
  if (!FINDING.may(step.state, finding.state)) {
    throw new AppError("conflict", { details: { reason: `finding_${finding.state}` } });
  }
  const number = finding.steps.length + 1;
  await tx
    .insertInto("assurance_finding_step")
    .values({
      tenant_id: by.tenantId,
      finding_id: finding.id,
      step: number,
      state: step.state,
      text: step.text,
      created_by: by.userId,
    })
    .execute();
  await laydown(tx, by.tenantId, { findingId: finding.id, step: number, fileIds: step.fileIds });
}

async function laydown(
  tx: Reader,
  tenantId: string,
  { findingId, step, fileIds }: { findingId: string; step: number; fileIds: string[] },
): Promise<void> {
  if (fileIds.length === 0) return;
  const rows = fileIds.map((fileId) => ({ tenant_id: tenantId, finding_id: findingId, step, file_id: fileId }));
  await tx.insertInto("assurance_finding_file").values(rows).execute();
}

async function recordStep(tx: TenantTx, author: ChangeAuthor, finding: Finding, state: FindingStep): Promise<void> {
  await recordChange(tx, author, {
    action: `assurance_finding.${state}`,
    subject: "assurance_finding",
    subjectId: finding.id,
    before: { number: `F${finding.number}`, state: finding.state },
    after: { number: `F${finding.number}`, state: findingState(state) },
  });
}

/** @throws AppError `not_found` */
async function getFinding(tx: Reader, engagementId: string, findingId: string): Promise<Finding> {
  const finding = (await listFindings(tx, engagementId)).find(({ id }) => id === findingId);
  if (!finding) throw new AppError("not_found");
  return finding;
}

/** In the order of their numbers, with steps and files. */
export async function listFindings(tx: Reader, engagementId: string): Promise<Finding[]> {
  const findings = await tx
    .selectFrom("assurance_finding as f")
    .leftJoin("author as u", "u.id", "f.created_by")
    .selectAll("f")
    .select("u.name")
    .where("f.engagement_id", "=", engagementId)
    .orderBy("f.number")
    .execute();
  const steps = await tx
    .selectFrom("assurance_finding_step as s")
    .innerJoin("assurance_finding as f", "f.id", "s.finding_id")
    .leftJoin("author as u", "u.id", "s.created_by")
    .selectAll("s")
    .select("u.name")
    .where("f.engagement_id", "=", engagementId)
    .orderBy("s.step")
    .execute();
  const files = await tx
    .selectFrom("assurance_finding_file as l")
    .innerJoin("assurance_finding as f", "f.id", "l.finding_id")
    .innerJoin("assurance_file as a", "a.id", "l.file_id")
    .select(["l.finding_id", "l.step", "a.id", "a.name", "a.byte_size", "a.sha256"])
    .where("f.engagement_id", "=", engagementId)
    .orderBy("a.name")
    .orderBy("a.id")
    .execute();
  const filesOf = (findingId: string, step: number): FindingFile[] =>
    files
      .filter((file) => file.finding_id === findingId && file.step === step)
      .map(({ id, name, byte_size, sha256 }) => ({ id, name, size: byte_size, sha256 }));
  return findings.map((row) => {
    const own = steps.filter(({ finding_id }) => finding_id === row.id);
    return {
      id: row.id,
      engagementId: row.engagement_id,
      number: row.number,
      subject: { kind: row.subject_kind, id: row.subject_id },
      on: { runId: row.run_id, versionId: row.record_version_id },
      severity: row.severity,
      text: row.text,
      by: row.name ?? "",
      at: row.created_at,
      state: findingState(own.at(-1)?.state),
      files: filesOf(row.id, 0),
      steps: own.map(({ step, state, text, name, created_at }) => ({
        step,
        state,
        text,
        by: name ?? "",
        at: created_at,
        files: filesOf(row.id, step),
      })),
    };
  });
}

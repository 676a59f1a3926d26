import { sql } from "kysely";
import { type AssuranceRecord, parseAssurance } from "#app/proof/assurance-credential.ts";
import {
  type AssuranceDisowning,
  type AssuranceEffect,
  effectOf,
  type ReportedRecord,
  withoutConfirmed,
} from "#app/proof/check-assurance.ts";
import type { AssuranceTables } from "#db/assurance-schema.ts";
import type { TenantTx, VerifierTx } from "#db/doors.ts";

export type StatementReader = TenantTx | VerifierTx;

export type WithdrawalKind = AssuranceTables["assurance_statement_withdrawal"]["kind"];

export interface RecordedStatement {
  id: string;
  record: AssuranceRecord;
  runId: string;
  /** Null if it is about the calculation, before any report of it. */
  reportId: string | null;
  /** Numbers of the public reports on whose pages it is. */
  shownOn: string[];
  /** Canonical text of the signed note. */
  credential: string;
  /** Null if the organization recorded it. */
  engagementId: string | null;
  fileId: string;
  isFilePublic: boolean;
  recordSha256: string;
  logIndex: number;
  by: string;
  at: Date;
  effect: AssuranceEffect;
  withdrawal: { kind: WithdrawalKind; reason: string; at: Date; by: string } | null;
  disowned: AssuranceDisowning | null;
  /** The record of the organization that this one confirms. */
  reported: ReportedRecord | null;
  /** Id of the statement that confirms this one. The two are one statement. */
  confirmedBy: string | null;
}

/**
 * Statements about an organization's reports and calculations, newest first; of one calculation where its id is given.
 * One that a verification body confirmed is left out, unless it is asked for: its confirmation is in the list.
 */
export async function listStatements(
  tx: StatementReader,
  organizationId: string,
  which: { runId?: string; statementId?: string; packageHash?: string } = {},
): Promise<RecordedStatement[]> {
  const rows = await tx
    .selectFrom("assurance_statement as s")
    .leftJoin("published_report as p", "p.number", "s.report_number")
    .leftJoin("assurance_statement_withdrawal as w", "w.statement_id", "s.id")
    .leftJoin("author as a", "a.id", "s.created_by")
    .leftJoin("author as b", "b.id", "w.created_by")
    .leftJoin("published_assurance as c", "c.record_sha256", "s.record_sha256")
    .leftJoin("assurance_statement as f", "f.confirms", "s.record_sha256")
    .leftJoin("assurance_statement as o", "o.record_sha256", "s.confirms")
    .leftJoin("disowned_statement as d", (join) =>
      join.on(sql<boolean>`d.record_sha256 = coalesce(s.confirms, s.record_sha256)`),
    )
    .select(["d.identity_kind", "d.identity_value", "d.identity_checked_on", "d.salt", "d.stated_at"])
    .select(["f.id as confirmed_by", "s.confirms", "o.created_at as reported_at"])
    .select(["s.id", "s.run_id", "s.report_id", "s.report_number", "s.engagement_id", "s.file_id", "s.is_file_public"])
    .select(["s.record_sha256", "s.log_index", "s.created_at"])
    .select(["p.inventory_sha256", "a.name as author_name", "b.name as ended_by"])
    .select(({ fn }) => fn.coalesce("c.credential", "s.held_credential").$notNull().as("credential"))
    .select(({ selectFrom }) =>
      selectFrom("carried_statement as k")
        .whereRef("k.record_sha256", "=", "s.record_sha256")
        .select(sql<string[]>`coalesce(array_agg(k.number order by k.number), '{}')`.as("numbers"))
        .as("carried"),
    )
    .select(["w.kind as ended_kind", "w.reason as ended_reason", "w.created_at as ended_at"])
    .where("s.organization_id", "=", organizationId)
    .where(({ fn }) => fn.coalesce("c.credential", "s.held_credential"), "is not", null)
    .$if(which.runId !== undefined, (query) => query.where("s.run_id", "=", which.runId!))
    .$if(which.statementId !== undefined, (query) => query.where("s.id", "=", which.statementId!))
    .$if(which.packageHash !== undefined, (query) => query.where("s.package_sha256", "=", which.packageHash!))
    .orderBy("s.created_at", "desc")
    .orderBy("s.id")
    .execute();
  const statements = rows.map((row): RecordedStatement => {
    const { record } = parseAssurance(row.credential);
    return {
      id: row.id,
      record,
      runId: row.run_id,
      reportId: row.report_id,
      shownOn: row.report_number === null ? (row.carried ?? []) : [row.report_number],
      credential: row.credential,
      engagementId: row.engagement_id,
      fileId: row.file_id,
      isFilePublic: row.is_file_public,
      recordSha256: row.record_sha256,
      logIndex: row.log_index,
      by: row.author_name ?? "",
      at: row.created_at,
      effect: effectOf(record, row.inventory_sha256 ?? record.report.packageHash, {
        isWithdrawn: row.ended_at !== null,
        isDisowned: row.stated_at !== null,
      }),
      withdrawal: row.ended_at
        ? { kind: row.ended_kind!, reason: row.ended_reason!, at: row.ended_at, by: row.ended_by ?? "" }
        : null,
      disowned: row.stated_at
        ? {
            kind: row.identity_kind!,
            value: row.identity_value!,
            checkedOn: row.identity_checked_on!,
            salt: row.salt!,
            at: row.stated_at.toISOString(),
            proof: null,
          }
        : null,
      reported:
        row.confirms !== null && row.reported_at
          ? { recordSha256: row.confirms, recordedAt: row.reported_at.toISOString() }
          : null,
      confirmedBy: row.confirmed_by,
    };
  });
  return which.statementId === undefined ? withoutConfirmed(statements) : statements;
}

import { sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";

/** A report of a calculation in one of its languages. All of them have one life: replaced, withdrawn and expired together. */
export interface Edition {
  reportId: string;
  number: string;
}

/** Two acts on the reports of one inventory come one after the other: publication, the next version, withdrawal. */
export async function lockReportLife(tx: TenantTx, runId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('report-life:' || inventory_id::text, 0))
    from calculation_run where id = ${runId}`.execute(tx);
}

/**
 * The editions that live with a report, itself among them, oldest first. A report that was issued again after a
 * withdrawal begins a life of its own.
 */
export async function listEditions(tx: TenantTx, reportId: string): Promise<Edition[]> {
  const rows = await tx
    .selectFrom("report as asked")
    .innerJoin("report", "report.run_id", "asked.run_id")
    .leftJoin("statement", (join) =>
      join.onRef("statement.number", "=", "report.number").on("statement.kind", "=", "withdraw"),
    )
    .select(["report.id", "report.number", "statement.stated_at"])
    .where("asked.id", "=", reportId)
    .orderBy("report.issued_at")
    .orderBy("report.serial")
    .execute();
  const endOf = (row: (typeof rows)[number] | undefined) => row?.stated_at?.getTime() ?? null;
  const end = endOf(rows.find(({ id }) => id === reportId));
  return rows.filter((row) => endOf(row) === end).map(({ id, number }) => ({ reportId: id, number }));
}

/** The numbers of every report of the calculation that a report is of. */
export async function listNumbersOfRun(tx: TenantTx, number: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("report as asked")
    .innerJoin("report", "report.run_id", "asked.run_id")
    .select("report.number")
    .where("asked.number", "=", number)
    .orderBy("report.issued_at")
    .orderBy("report.serial")
    .execute();
  return rows.map((row) => row.number);
}

/**
 * The last day on which the reports of a calculation hold, which a further edition takes over; undefined while there is
 * none, or only withdrawn ones.
 */
export async function findEditionValidity(tx: TenantTx, runId: string): Promise<string | null | undefined> {
  const row = await tx
    .selectFrom("report")
    .leftJoin("statement", (join) =>
      join.onRef("statement.number", "=", "report.number").on("statement.kind", "=", "withdraw"),
    )
    .select("report.valid_until")
    .where("report.run_id", "=", runId)
    .where("statement.number", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row?.valid_until;
}

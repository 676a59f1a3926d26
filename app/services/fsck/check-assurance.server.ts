import type { TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/** Third parties' statements on record: each in the log under its hash, about a report and package that are there. */
export async function checkStatements(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  const rows = await tx
    .selectFrom("assurance_statement as s")
    .innerJoin("assurance_file as f", "f.id", "s.file_id")
    .leftJoin("published_assurance as p", "p.record_sha256", "s.record_sha256")
    .leftJoin("log_leaf as l", "l.index", "s.log_index")
    .select(["s.id", "s.record_sha256", "s.package_sha256", "s.file_sha256", "s.report_number", "f.sha256"])
    .select(["p.number", "p.package_sha256 as published_package", "p.document_sha256", "l.entry"])
    .execute();
  for (const row of rows) {
    const fault = (text: string) => inspection.fault(`assurance_statement ${tenantId}/${row.id}`, text);
    if (row.sha256 !== row.file_sha256) fault("its file has another hash");
    if (row.number === null) fault("it is not published");
    else if (
      row.number !== row.report_number ||
      row.published_package !== row.package_sha256 ||
      row.document_sha256 !== row.file_sha256
    )
      fault("what is published names another report, package or document");
    if (!row.entry || !Buffer.from(row.entry).toString().includes(row.record_sha256))
      fault("the log does not hold the hash of its record");
  }
  await checkWithdrawals(tx, tenantId, inspection);
}

async function checkWithdrawals(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  const ended = await tx
    .selectFrom("assurance_statement_withdrawal as w")
    .leftJoin("log_leaf as l", "l.index", "w.log_index")
    .select(["w.statement_id", "l.entry"])
    .execute();
  for (const { statement_id, entry } of ended) {
    if (!entry || !Buffer.from(entry).toString().includes('"assurance_withdrawn"'))
      inspection.fault(`assurance_statement_withdrawal ${tenantId}/${statement_id}`, "the log does not hold it");
  }
}

import { hashStatementRow } from "#app/assurance/statement-row.ts";
import type { JsonObject } from "#app/encoding/canonical-json.ts";
import {
  deriveAssuranceOpening,
  hashAssuranceRecord,
  makeAssuranceWithdrawal,
  parseAssurance,
} from "#app/proof/assurance-credential.ts";
import { commitTo, decodeStatement, encodeLogEntry, type LogOpening } from "#app/proof/log-entry.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/**
 * Verification statements: recalculates the hash of each from the fields of its row, compares it with the published
 * note, and checks the log entry of the note.
 */
export async function checkStatements(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  const rows = await tx.selectFrom("assurance_statement").selectAll().orderBy("log_index").execute();
  for (const row of rows) {
    const fault = (text: string) => inspection.fault(`assurance_statement ${tenantId}/${row.id}`, text);
    const file = await tx
      .selectFrom("assurance_file")
      .select(["sha256", "name"])
      .where("id", "=", row.file_id)
      .executeTakeFirst();
    if (file?.sha256 !== row.file_sha256) fault("its file has another hash");
    if ((await hashStatementRow(row, file?.name ?? "")) !== row.record_sha256)
      fault("it states something else than was recorded");
    const published = await findPublished(tx, row.record_sha256);
    if (row.report_id === null) await checkCarried(tx, row, fault);
    else if (!published) fault("it is not published");
    if (
      published &&
      (published.number !== row.report_number ||
        published.package_sha256 !== row.package_sha256 ||
        published.document_sha256 !== row.file_sha256)
    )
      fault("the published statement names another report, package or document");
    if (published && row.held_credential !== null && published.credential !== row.held_credential)
      fault("the published note is not the one on record");
    await checkNote(tx, row.held_credential ?? published?.credential, row, fault);
  }
  await checkWithdrawals(tx, tenantId, inspection);
}

/** Each later report of its calculation carries it. */
async function checkCarried(
  tx: TenantTx,
  { run_id, record_sha256, log_index }: { run_id: string; record_sha256: string; log_index: number },
  fault: (text: string) => void,
): Promise<void> {
  const missing = await tx
    .selectFrom("report as r")
    .innerJoin("statement as i", (join) => join.onRef("i.number", "=", "r.number").on("i.kind", "=", "issue"))
    .leftJoin("carried_statement as k", (join) =>
      join.onRef("k.number", "=", "r.number").on("k.record_sha256", "=", record_sha256),
    )
    .select("r.number")
    .where("r.run_id", "=", run_id)
    .where("k.number", "is", null)
    .where("i.log_index", ">", log_index)
    .execute();
  for (const { number } of missing) fault(`report ${number} does not carry it`);
}

async function checkNote(
  tx: TenantTx,
  note: string | undefined,
  row: { record_sha256: string; log_index: number },
  fault: (text: string) => void,
): Promise<void> {
  const credential = note === undefined ? null : read(note);
  if (credential === null) return;
  const { record } = parseAssurance(note!);
  if ((await hashAssuranceRecord(record)) !== row.record_sha256) fault("the published note states another record");
  if (!(await isOpenedBy(await leafAt(tx, row.log_index), await deriveAssuranceOpening(credential))))
    fault("its record is not in the log");
}

async function checkWithdrawals(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  const ended = await tx
    .selectFrom("assurance_statement_withdrawal as w")
    .innerJoin("assurance_statement as s", "s.id", "w.statement_id")
    .select(["w.statement_id", "w.reason", "w.salt", "w.log_index", "s.record_sha256", "s.held_credential"])
    .execute();
  for (const { statement_id, reason, salt, log_index, record_sha256, held_credential } of ended) {
    const note = held_credential ?? (await findPublished(tx, record_sha256))?.credential;
    const credential = note === undefined ? null : read(note);
    const leaf = await leafAt(tx, log_index);
    const at = await timeSaidAt(tx, log_index);
    const isHeld =
      credential && at && (await isOpenedBy(leaf, await makeAssuranceWithdrawal(credential, { reason, salt, at })));
    if (!isHeld)
      inspection.fault(
        `assurance_statement_withdrawal ${tenantId}/${statement_id}`,
        "the log does not hold it with this reason",
      );
  }
}

function findPublished(tx: TenantTx, recordSha256: string) {
  return tx
    .selectFrom("published_assurance")
    .select(["number", "package_sha256", "document_sha256", "credential"])
    .where("record_sha256", "=", recordSha256)
    .executeTakeFirst();
}

async function leafAt(tx: TenantTx, index: number): Promise<Uint8Array | null> {
  const leaf = await tx.selectFrom("log_leaf").select("entry").where("index", "=", index).executeTakeFirst();
  return leaf?.entry ?? null;
}

/** Null for an unreadable note, which is reported for the published row. */
function read(note: string): JsonObject | null {
  try {
    return parseAssurance(note).credential;
  } catch {
    return null;
  }
}

/** Null if the log statement is unreadable, which is reported for the statement. */
async function timeSaidAt(tx: TenantTx, index: number): Promise<string | null> {
  const row = await tx.selectFrom("statement").select("said").where("log_index", "=", index).executeTakeFirst();
  try {
    return decodeStatement(row?.said ?? "").ts;
  } catch {
    return null;
  }
}

async function isOpenedBy(leaf: Uint8Array | null, opening: LogOpening): Promise<boolean> {
  return leaf !== null && Buffer.from(encodeLogEntry(await commitTo(opening))).equals(Buffer.from(leaf));
}

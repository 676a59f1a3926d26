import { createHash } from "node:crypto";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { discloseDocument, type Withholding } from "#app/proof/disclosure/disclose.ts";
import { parseReportNumber } from "#app/proof/report-number.ts";
import type { ReportFacts } from "#app/report/model.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/** Compares a tenant's reports with their calculations, checklists, copies, number series and published versions. */
export async function checkIssued(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  await checkSeries(tx, tenantId, inspection);
  await checkWithdrawals(tx, tenantId, inspection);
  await checkLogos(tx, tenantId, inspection);
  const reports = await tx.selectFrom("report").select("id").orderBy("issued_at").execute();
  for (const { id } of reports) await checkReport(tx, tenantId, id, inspection);
}

async function checkReport(tx: TenantTx, tenantId: string, id: string, inspection: Inspection): Promise<void> {
  const report = await tx.selectFrom("report").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const fault = (text: string) => inspection.fault(`report ${tenantId}/${report.number}`, text);
  const facts = report.facts as ReportFacts;
  const parsed = parseReportNumber(report.number);
  if (!parsed.ok || parsed.parts.year !== report.year || parsed.parts.serial !== report.serial)
    fault("the number does not match its year and serial");
  if (facts.number !== report.number) fault(`the facts are of the report ${facts.number}`);
  if (new Date(facts.issuedAt).getTime() !== report.issued_at.getTime()) fault("the facts have another time of issue");
  if ((facts.validUntil ?? null) !== report.valid_until) fault("the facts have another last day of validity");
  const run = await tx
    .selectFrom("calculation_run")
    .select("document")
    .where("id", "=", report.run_id)
    .executeTakeFirst();
  if (!run) return fault("its calculation is missing");
  const copy = await checkCopy(tx, tenantId, { id, number: report.number, whole: run.document }, inspection);
  if (sha256(copy) !== facts.inventoryHash) fault("the facts have another hash of the data");
  if (sha256(canonicalJson(facts), copy) !== report.model_hash) fault("facts and data do not match model_hash");
  await checkChecklist(tx, { checklistId: report.checklist_id, facts, at: `${tenantId}/${report.number}` }, inspection);
  const published = await tx
    .selectFrom("published_report")
    .select(["inventory", "issued_at"])
    .where("number", "=", report.number)
    .executeTakeFirst();
  // Still being issued: the job has not published it yet.
  if (!published) return;
  if (published.inventory !== copy) fault("the published data differs from the copy of its calculation");
  if (published.issued_at.getTime() !== report.issued_at.getTime()) fault("the published report has another time");
  const editions = await tx
    .selectFrom("published_edition")
    .select("locale")
    .where("number", "=", report.number)
    .execute();
  const isSame = report.locales.every((one) => editions.some(({ locale }) => locale === one));
  if (!isSame || editions.length !== report.locales.length) fault("the published report has other languages");
}

/** Rebuilds the text embedded in the report from the calculation, if lines are redacted. */
async function checkCopy(
  tx: TenantTx,
  tenantId: string,
  { id, number, whole }: { id: string; number: string; whole: string },
  inspection: Inspection,
): Promise<string> {
  const row = await tx.selectFrom("report_disclosure").selectAll().where("report_id", "=", id).executeTakeFirst();
  if (!row) return whole;
  const fault = (text: string) => inspection.fault(`report_disclosure ${tenantId}/${number}`, text);
  const document = JSON.parse(whole) as InventoryDocument;
  const derived = await discloseDocument(document, row.withholding as Withholding, new Uint8Array(row.secret));
  if (derived.root !== row.lines_root) fault(`the root is ${derived.root}, not ${row.lines_root}`);
  if (canonicalJson(derived.document) !== row.document) fault("calculation, choice and secret result in another copy");
  const levels = new Set(Object.values(row.withholding as Withholding));
  if (levels.size !== 1 || !levels.has(row.level)) fault("the choice names another level than its row");
  return row.document;
}

async function checkChecklist(
  tx: TenantTx,
  { checklistId, facts, at }: { checklistId: string | null; facts: ReportFacts; at: string },
  inspection: Inspection,
): Promise<void> {
  if (checklistId === null) return;
  const row = await tx
    .selectFrom("report_checklist")
    .select(["items", "missing_count"])
    .where("id", "=", checklistId)
    .executeTakeFirst();
  const fault = (text: string) => inspection.fault(`report_checklist ${at}`, text);
  if (!row) return fault("it is missing");
  // The text of an item can contain redacted words. Its state does not.
  const statesOf = (items: { id: string; state: string }[]) => canonicalJson(items.map(({ id, state }) => [id, state]));
  const items = row.items as { id: string; state: string }[];
  if (statesOf(items) !== statesOf(facts.checklist ?? [])) fault("the report prints another checklist");
  if (row.missing_count !== items.filter(({ state }) => state === "missing").length)
    fault("missing_count differs from its items");
}

async function checkSeries(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  const reports = await tx
    .selectFrom("report")
    .select(["year", "serial", "number"])
    .orderBy("year")
    .orderBy("serial")
    .execute();
  const last = new Map<number, number>();
  for (const { year, serial, number } of reports) {
    const due = (last.get(year) ?? 0) + 1;
    if (serial !== due) inspection.fault(`report ${tenantId}/${number}`, `serial ${serial} where ${due} was expected`);
    last.set(year, serial);
  }
  const series = await tx.selectFrom("report_series").select(["year", "last_serial"]).execute();
  for (const { year, last_serial } of series) {
    const found = last.get(year) ?? 0;
    if (found !== last_serial)
      inspection.fault(
        `report_series ${tenantId}/${year}`,
        `the counter is ${last_serial}, but the last report has ${found}`,
      );
  }
}

/** The log contains every withdrawal that two people confirmed, for each edition of the calculation, and no other. */
async function checkWithdrawals(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  const rows = await tx
    .selectFrom("report as r")
    .leftJoin("report_withdrawal_end as e", (join) =>
      join.onRef("e.report_id", "=", "r.id").on("e.state", "=", "confirmed"),
    )
    .leftJoin("statement as s", (join) => join.onRef("s.number", "=", "r.number").on("s.kind", "=", "withdraw"))
    .select(["r.number", "r.run_id", "e.attempt", "s.log_index"])
    .execute();
  const agreed = new Set(rows.flatMap(({ attempt, run_id }) => (attempt === null ? [] : [run_id])));
  for (const { number, run_id, attempt, log_index } of rows) {
    const fault = (text: string) => inspection.fault(`report_withdrawal_end ${tenantId}/${number}`, text);
    if (attempt !== null && log_index === null) fault("it is not in the log");
    if (log_index !== null && !agreed.has(run_id)) fault("the log has a withdrawal without confirmation");
  }
}

async function checkLogos(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  for (const { sha256: stated, bytes } of await tx.selectFrom("brand_logo").select(["sha256", "bytes"]).execute()) {
    const found = createHash("sha256").update(bytes).digest("hex");
    if (found !== stated) inspection.fault(`brand_logo ${tenantId}/${stated}`, `its bytes have the hash ${found}`);
  }
}

function sha256(...contents: string[]): string {
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content);
  return hash.digest("hex");
}

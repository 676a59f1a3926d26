import { createHash } from "node:crypto";
import { ENGINE_VERSION } from "#app/carbon/engine-version.ts";
import { runInventory } from "#app/carbon/inventory.ts";
import type { InventoryDocument } from "#app/carbon/inventory-document.ts";
import type { EvidenceStore } from "#app/evidence/evidence-store.ts";
import { verifySeal } from "#app/seal/verify-seal.ts";
import { canonicalJson, type JsonObject, parseJson } from "#app/transparency/canonical-json.ts";
import { verifyCheckpoint } from "#app/transparency/checkpoint.ts";
import { compareResults } from "#app/transparency/compare-results.ts";
import {
  deriveIssueEntry,
  parseReportCredential,
  type ReportFacts,
  verifyCredential,
} from "#app/transparency/credential.ts";
import { extractInventory } from "#app/transparency/extract-inventory.ts";
import { encodeLogEntry } from "#app/transparency/log-entry.ts";
import { appendLeafHash, EMPTY_EDGE, hashLeaf, rootOfEdge } from "#app/transparency/merkle.ts";
import { formatVerifierKey, parseVerifierKey } from "#app/transparency/signed-note.ts";
import type { Doors, PublicTx, SystemTx, TenantTx } from "#db/doors.ts";
import { hashEntry } from "./audit-trail.server.ts";
import { checkEvidence } from "./evidence-check.server.ts";
import type { IssuerKeys } from "./issuer-keys.server.ts";
import type { PublishedSummary } from "./report-publication.server.ts";

/** One thing that does not fit: the row, and what was found instead of what. */
export interface FsckFault {
  row: string;
  fault: string;
}

/** What was derived again, and what did not come out as stored. */
export interface FsckReport {
  counts: Record<
    "tenants" | "runs" | "lines" | "audit entries" | "evidence files" | "reports" | "leaves" | "checkpoints",
    number
  >;
  faults: FsckFault[];
}

/**
 * Derives everything that was frozen again from what it was made of: runs from their inputs, audit chains, report
 * hashes and credentials, leaves, roots and checkpoints; kept files are hashed again. Reads only.
 */
export async function checkEverything(doors: Doors, keys: IssuerKeys, evidence: EvidenceStore): Promise<FsckReport> {
  const counts = { tenants: 0, runs: 0, lines: 0, "audit entries": 0, reports: 0, leaves: 0, checkpoints: 0 };
  const report: FsckReport = { counts: { ...counts, "evidence files": 0 }, faults: [] };
  const tenants = await doors.withSystem((tx) => tx.selectFrom("tenant").select("id").execute());
  for (const { id } of tenants) {
    report.counts.tenants += 1;
    await doors.withTenant({ tenantId: id, userId: "fsck" }, async (tx) => {
      await checkRuns(tx, id, report);
      await checkAuditTrail(tx, id, report);
      await checkSeries(tx, id, report);
    });
    const fault = (row: string, text: string) => report.faults.push({ row, fault: text });
    report.counts["evidence files"] += await checkEvidence(doors, id, evidence, fault);
  }
  await doors.withPublic((tx) => checkReports(tx, keys, report));
  await doors.withSystem((tx) => checkLogTree(tx, keys, report));
  return report;
}

async function checkRuns(tx: TenantTx, tenantId: string, report: FsckReport): Promise<void> {
  const ids = await tx.selectFrom("calculation_run").select("id").orderBy("created_at").execute();
  for (const { id } of ids) {
    const run = await tx.selectFrom("calculation_run").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    const row = `calculation_run ${tenantId}/${id}`;
    const fault = (text: string) => report.faults.push({ row, fault: text });
    report.counts.runs += 1;
    const document = JSON.parse(run.document) as InventoryDocument;
    const { results, ...inputs } = document;
    if (canonicalJson(document) !== run.document) fault("the document is not in canonical form");
    if (sha256(canonicalJson(inputs)) !== run.inputs_hash) fault("inputs do not match inputs_hash");
    if (sha256(canonicalJson(results)) !== run.result_hash) fault("results do not match result_hash");
    if ((results?.totals?.co2eKg ?? null) !== run.co2e_kg) fault("co2e_kg differs from the document's total");
    // A run of an earlier engine is compared by its hashes only: its figures are its own.
    if (run.engine_version === ENGINE_VERSION) {
      const { totals, ...lines } = runInventory(inputs as InventoryDocument);
      const { difference } = compareResults(
        { ...results, issues: [] },
        { ...lines, ...(results?.totals ? { totals } : {}), issues: [] },
      );
      if (difference) fault(`${difference.pointer}: stored ${difference.stated}, derived ${difference.recomputed}`);
    }
    report.counts.lines += await checkLines(tx, id, document, fault);
  }
}

async function checkLines(
  tx: TenantTx,
  runId: string,
  { activities, results }: InventoryDocument,
  fault: (text: string) => void,
): Promise<number> {
  const lines = results?.lines ?? [];
  const activityOf = new Map(activities.map((activity) => [activity.id, activity]));
  const rows = await tx
    .selectFrom("calculation_line")
    .selectAll()
    .where("run_id", "=", runId)
    .orderBy("line_number")
    .execute();
  if (rows.length !== lines.length) fault(`${rows.length} lines stored, ${lines.length} in the document`);
  for (const [index, row] of rows.entries()) {
    const line = lines[index];
    const activity = line && activityOf.get(line.activity);
    const isSame =
      activity !== undefined &&
      line?.co2eKg === row.co2e_kg &&
      line.biogenicCo2Kg === row.biogenic_co2_kg &&
      line.factorQuantity === row.factor_quantity &&
      (line.co2eKgMarketBased ?? null) === row.co2e_kg_market_based &&
      canonicalJson(line.gasesKg) === canonicalJson(row.gases_kg) &&
      activity.factor === `${row.factor_id}@${row.factor_version}` &&
      activity.scope === row.scope &&
      activity.category === row.category &&
      activity.period.start === row.period_start &&
      activity.period.end === row.period_end;
    if (!isSame) fault(`line ${row.line_number} differs from the document`);
  }
  return rows.length;
}

async function checkAuditTrail(tx: TenantTx, tenantId: string, report: FsckReport): Promise<void> {
  const rows = await tx.selectFrom("audit_trail").selectAll().orderBy("sequence").execute();
  let previous = "0".repeat(64);
  for (const [index, row] of rows.entries()) {
    const { tenant_id: _, hash, ...entry } = row;
    const text = (value: unknown) => (value === null ? null : JSON.stringify(value));
    const derived = hashEntry({ ...entry, at: row.at.toISOString(), before: text(row.before), after: text(row.after) });
    const isChained = row.sequence === index + 1 && row.previous_hash === previous && derived === hash;
    if (!isChained)
      report.faults.push({ row: `audit_trail ${tenantId}/${row.sequence}`, fault: "the chain breaks here" });
    previous = hash;
    report.counts["audit entries"] += 1;
  }
}

async function checkSeries(tx: TenantTx, tenantId: string, report: FsckReport): Promise<void> {
  const reports = await tx
    .selectFrom("report")
    .select(["year", "serial", "number"])
    .orderBy("year")
    .orderBy("serial")
    .execute();
  const last = new Map<number, number>();
  for (const { year, serial, number } of reports) {
    const expected = (last.get(year) ?? 0) + 1;
    if (serial !== expected) {
      report.faults.push({ row: `report ${tenantId}/${number}`, fault: `serial ${serial} where ${expected} was due` });
    }
    last.set(year, serial);
  }
}

async function checkReports(tx: PublicTx, keys: IssuerKeys, report: FsckReport): Promise<void> {
  const numbers = await tx.selectFrom("published_report").select("number").orderBy("number").execute();
  for (const { number } of numbers) {
    report.counts.reports += 1;
    const fault = (text: string) => report.faults.push({ row: `published_report ${number}`, fault: text });
    try {
      await checkReport(tx, keys, number, fault);
    } catch (error) {
      fault(error instanceof Error ? error.message : String(error));
    }
  }
}

async function checkReport(
  tx: PublicTx,
  keys: IssuerKeys,
  number: string,
  fault: (text: string) => void,
): Promise<void> {
  const row = await tx
    .selectFrom("published_report")
    .selectAll()
    .where("number", "=", number)
    .executeTakeFirstOrThrow();
  if (sha256(row.pdf) !== row.pdf_sha256) fault("the file does not match pdf_sha256");
  if (sha256(row.inventory) !== row.inventory_sha256) fault("the inventory does not match inventory_sha256");
  const embedded = new TextDecoder().decode(await extractInventory(new Uint8Array(row.pdf)));
  if (embedded !== row.inventory) fault("the file embeds another inventory than the one stored");
  const { credential, facts } = parseReportCredential(row.credential);
  await verifyCredential(credential, keys.published);
  if (facts.number !== number) fault(`the credential is about ${facts.number}`);
  const { unsignedPdf, sealedPdf, inventory } = facts.hashes;
  if ((sealedPdf ?? unsignedPdf) !== row.pdf_sha256 || inventory !== row.inventory_sha256) {
    fault("the credential states other hashes");
  }
  await checkSeal(new Uint8Array(row.pdf), facts, fault);
  const document = parseJson(row.inventory) as JsonObject;
  const { difference } = compareResults(document.results, runInventory(document as unknown as InventoryDocument));
  if (difference) fault(`${difference.pointer}: printed ${difference.stated}, derived ${difference.recomputed}`);
  checkSummary(row.summary as PublishedSummary, facts, document as unknown as InventoryDocument, fault);
  await checkIssueLeaf(tx, number, credential, fault);
}

/** The stored file is sealed exactly where the credential says so, over the bytes that it names. */
async function checkSeal(pdf: Uint8Array, { hashes }: ReportFacts, fault: (text: string) => void): Promise<void> {
  const seal = await verifySeal(pdf);
  if (seal.kind === "broken") fault(`the seal of the file does not hold: ${seal.fault}`);
  else if ((seal.kind === "intact") !== (hashes.sealedPdf !== null))
    fault("the credential and the file disagree on a seal");
  else if (seal.kind === "intact" && seal.unsealedSha256 !== hashes.unsignedPdf)
    fault("the file under the seal is not the one that the credential names");
}

/** What the public page shows must be what was signed and calculated. */
function checkSummary(
  summary: PublishedSummary,
  facts: ReportFacts,
  document: InventoryDocument,
  fault: (text: string) => void,
): void {
  const { version, organization, period, standards, consolidationApproach, gwpSet, totals } = facts;
  const derived: Partial<PublishedSummary> = {
    version,
    organization: organization.name,
    legalId: organization.legalId ?? "",
    period,
    standards,
    consolidationApproach,
    gwpSet,
    co2eKg: totals.locationBasedCo2eKg,
    co2eKgMarketBased: totals.marketBasedCo2eKg,
    byScope: { "1": totals.scope1Co2eKg, "2": totals.scope2LocationBasedCo2eKg, "3": totals.scope3Co2eKg },
    scope2MarketBasedKg: totals.scope2MarketBasedCo2eKg,
    lines: document.results?.lines.length ?? 0,
  };
  for (const [field, value] of Object.entries(derived)) {
    const shown = summary[field as keyof PublishedSummary];
    if (canonicalJson(shown ?? null) !== canonicalJson(value))
      fault(`the summary shows another ${field} than was signed`);
  }
}

async function checkIssueLeaf(
  tx: PublicTx,
  number: string,
  credential: JsonObject,
  fault: (text: string) => void,
): Promise<void> {
  const leaf = await tx
    .selectFrom("statement")
    .innerJoin("log_leaf", "log_leaf.index", "statement.log_index")
    .select("log_leaf.entry")
    .where("statement.number", "=", number)
    .where("statement.kind", "=", "issue")
    .executeTakeFirst();
  const expected = Buffer.from(encodeLogEntry(await deriveIssueEntry(credential)));
  if (!leaf) fault("the log has no entry of its issue");
  else if (!expected.equals(Buffer.from(leaf.entry))) fault("the log entry states something else");
}

async function checkLogTree(tx: SystemTx, keys: IssuerKeys, report: FsckReport): Promise<void> {
  const fault = (row: string, text: string) => report.faults.push({ row, fault: text });
  const leaves = await tx.selectFrom("log_leaf").selectAll().orderBy("index").execute();
  const checkpoints = await tx.selectFrom("log_checkpoint").selectAll().orderBy("size").execute();
  const head = await tx.selectFrom("log_head").selectAll().executeTakeFirst();
  const rootAt = new Map<number, string>();
  let edge = EMPTY_EDGE;
  for (const [index, leaf] of leaves.entries()) {
    const hash = await hashLeaf(leaf.entry);
    if (leaf.index !== index) fault(`log_leaf ${leaf.index}`, `found where ${index} was due`);
    if (!Buffer.from(hash).equals(Buffer.from(leaf.leaf_hash)))
      fault(`log_leaf ${leaf.index}`, "entry and leaf_hash differ");
    edge = await appendLeafHash(edge, hash);
    rootAt.set(edge.size, hex(await rootOfEdge(edge)));
    report.counts.leaves += 1;
  }
  if (head && (head.size !== edge.size || hex(head.edge) !== edge.hashes.map(hex).join(""))) {
    fault("log_head", `size ${head.size} or its edge differs from ${edge.size} leaves`);
  }
  const verifiers = await Promise.all(
    keys.published
      .filter(({ purpose }) => purpose === "log")
      .map(async ({ publicKey }) => parseVerifierKey(await formatVerifierKey(head?.origin ?? keys.origin, publicKey))),
  );
  for (const { size, root, note } of checkpoints) {
    report.counts.checkpoints += 1;
    if (hex(root) !== rootAt.get(size))
      fault(`log_checkpoint ${size}`, `signed ${hex(root)}, derived ${rootAt.get(size)}`);
    try {
      const checkpoint = await verifyCheckpoint(note, verifiers);
      if (checkpoint.size !== size || hex(checkpoint.root) !== hex(root))
        fault(`log_checkpoint ${size}`, "the note says something else");
    } catch (error) {
      fault(`log_checkpoint ${size}`, error instanceof Error ? error.message : String(error));
    }
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

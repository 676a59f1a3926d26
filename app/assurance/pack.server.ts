import { createHash } from "node:crypto";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { omit } from "#app/encoding/omit.ts";
import { type PackEntry, type PackedFile, streamZip } from "#app/encoding/stream-zip.ts";
import { listEvidence } from "#app/evidence/evidence-list.server.ts";
import { type EvidenceStore, evidenceKey } from "#app/files/evidence-store.ts";
import { makeSharedCopy, type SharedCopy } from "#app/files/shared-copy.server.ts";
import type { KeyPage, KeyPlace } from "#app/kit/key-page.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { TRAIL_FORMAT } from "#app/proof/audit-chain.ts";
import type { DetailPiece } from "#app/proof/detail/record-detail.ts";
import type { EvidenceFile } from "#app/records/evidence-file.server.ts";
import { makeBundle } from "#app/report/report-bundle.server.ts";
import { listStatements } from "#app/report/statement-list.server.ts";
import { getPublishedFile } from "#app/report/verification.server.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { readRecordIds } from "#app/runs/line-records.server.ts";
import { detailFile, readDetail } from "#app/runs/run-detail.server.ts";
import { listTrail, type TrailEntry, toTrailLine } from "#app/trail/audit-trail-list.server.ts";
import { NO_TRAIL_FILTER } from "#app/trail/filter.ts";
import type { PublicTx, TenantTx } from "#db/doors.ts";
import { packReadme as inEnglish, notShared as notSharedInEnglish } from "./assurance-pack.en.ts";
import { packReadme as inChinese, notShared as notSharedInChinese } from "./assurance-pack.zh.ts";
import { listFindings } from "./finding.server.ts";
import { factorRows, gapRows, lineRows, recordRows } from "./pack-tables.ts";
import { getAssuredInventory, getInventoryCompleteness, type ReportOfInventory } from "./workspace.server.ts";

/** The recipient of a pack, and how to read it: each piece in a short transaction with the reader's own rights. */
export interface PackRequest {
  tenantId: string;
  organizationId: string;
  inventoryId: string;
  engagementId: string;
  organizationName: { en: string; zh: string };
  read: <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;
  readPublic: <T>(work: (tx: PublicTx) => Promise<T>) => Promise<T>;
  store: EvidenceStore;
  keys: IssuerKeys;
  publicUrl: string;
  now: Date;
}

const PACK_FORMAT = "truetonne/assurance-pack/v1";
const CHUNK = 500;

/**
 * Writes everything a verifier needs as one ZIP in a fixed order. No file is held in memory as a whole, and no
 * transaction stays open while the reader downloads it. The manifest is last, with the SHA-256 and size of each file.
 */
export async function* writePack(request: PackRequest): AsyncGenerator<Uint8Array> {
  const packed: PackedFile[] = [];
  yield* streamZip(entriesOf(request, packed), (file) => packed.push(file));
}

async function* entriesOf(request: PackRequest, packed: readonly PackedFile[]): AsyncGenerator<PackEntry> {
  const { read, organizationId, organizationName, publicUrl, now } = request;
  const { period, reports, run: head } = await read((tx) => getAssuredInventory(tx, request));
  const run = head && (await read((tx) => getRun(tx, organizationId, head.id)));
  const facts = { organization: organizationName, period, publicUrl, madeAt: now.toISOString() };
  yield text("README.txt", [`${inEnglish(facts)}\n\n${"-".repeat(72)}\n\n${inChinese(facts)}\n`]);
  for (const report of reports.filter(({ packageHash }) => packageHash !== null)) yield* reportEntries(request, report);
  if (run) {
    yield text("inventory.json", [run.documentText]);
    yield text("factors.csv", factorRows(run.document));
    yield text("lines.csv", lineRows(run.document));
    yield streamed("records.ndjson", detailFile(read, run.id));
    yield streamed("records.csv", recordRows(readPieces(read, run.id)));
  }
  const { gaps, sources } = await read((tx) => getInventoryCompleteness(tx, request));
  yield text("estimates-and-gaps.csv", gapRows(run?.document ?? null, gaps, sources));
  const findings = await read((tx) => listFindings(tx, request.engagementId));
  yield text("findings.json", [`${JSON.stringify(findings, null, 2)}\n`]);
  const statements = await read((tx) => listStatements(tx, organizationId));
  const numbers = new Set(reports.map(({ number }) => number));
  const runs = new Set(reports.map(({ runId }) => runId).concat(run ? [run.id] : []));
  const own = statements
    .filter(({ record, runId }) =>
      record.report.number === null ? runs.has(runId) : numbers.has(record.report.number),
    )
    .map((one) => omit(one, "credential"));
  yield text("statements.json", [`${JSON.stringify(own, null, 2)}\n`]);
  yield { path: "audit-trail.jsonl", bytes: trailBytes(request) };
  yield* evidenceEntries(request, period);
  const manifest = `${JSON.stringify(manifestOf(request, run?.document ?? null, reports, packed), null, 2)}\n`;
  yield text("manifest.json", [manifest]);
  yield text("manifest.sha256", [`${createHash("sha256").update(manifest).digest("hex")}  manifest.json\n`]);
}

function manifestOf(
  { organizationName, now }: PackRequest,
  document: InventoryDocument | null,
  reports: readonly ReportOfInventory[],
  files: readonly PackedFile[],
) {
  return {
    format: PACK_FORMAT,
    organization: organizationName,
    period: document?.period ?? null,
    reports: reports.map(({ number, packageHash }) => ({ number, packageHash })),
    madeAt: now.toISOString(),
    files: files.map(({ path, size, sha256 }) => ({ path, size, sha256 })),
  };
}

async function* readPieces(
  read: PackRequest["read"],
  runId: string,
): AsyncGenerator<{ piece: DetailPiece; records: string[] }> {
  for await (const { text: piece, versions } of readDetail(read, runId)) {
    const recordOf = await read((tx) => readRecordIds(tx, versions));
    yield { piece: JSON.parse(piece), records: versions.map((version) => recordOf.get(version) ?? "") };
  }
}

async function* reportEntries(request: PackRequest, report: ReportOfInventory): AsyncGenerator<PackEntry> {
  const { readPublic, keys, publicUrl, now } = request;
  for (const language of report.locales) {
    const edition = { number: report.number, language };
    const path = `reports/${report.number}-${language}`;
    const { pdf } = await readPublic((tx) => getPublishedFile(tx, edition));
    yield { path: `${path}.pdf`, bytes: [new Uint8Array(pdf)] };
    const bundle = await readPublic((tx) => makeBundle(tx, { keys, publicUrl }, edition, now));
    yield { path: `${path}.bundle.zip`, bytes: [bundle] };
  }
}

async function* trailBytes(request: PackRequest): AsyncGenerator<Uint8Array> {
  const { read, organizationId, now } = request;
  const encoder = new TextEncoder();
  const begin = { format: TRAIL_FORMAT, organization_id: organizationId, exported_at: now.toISOString() };
  yield encoder.encode(`${JSON.stringify(begin)}\n`);
  for (let after = 0; ; ) {
    const place = { after };
    const entries = await read((tx) => listTrail(tx, organizationId, NO_TRAIL_FILTER, { ...place, limit: CHUNK }));
    const lines = entries.filter(isOfInventory).map((entry) => `${JSON.stringify(toTrailLine(entry))}\n`);
    if (lines.length > 0) yield encoder.encode(lines.join(""));
    if (entries.length < CHUNK) return;
    after = entries.at(-1)!.sequence;
  }
}

/**
 * People, keys and requests of the workspace are not part of an inventory. A verifier has no right to read them, so
 * this matters only for the organization's copy.
 */
const OF_WORKSPACE = new Set(["membership", "invitation", "api_key", "data_request", "import_mapping", "task"]);

function isOfInventory({ organizationId, subject }: TrailEntry): boolean {
  return organizationId !== null && !OF_WORKSPACE.has(subject);
}

/**
 * Stores each content once, named by its hash. Photos are copies without metadata. A list follows with the name of each
 * file and who added it.
 */
async function* evidenceEntries(
  request: PackRequest,
  period: { start: string; end: string },
): AsyncGenerator<PackEntry> {
  const { read, organizationId, tenantId, store } = request;
  const listed: EvidenceFile[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const place: KeyPlace = { after, limit: CHUNK };
    const page: KeyPage<EvidenceFile> = await read((tx) => listEvidence(tx, organizationId, period, place));
    listed.push(...page.rows);
    after = page.next;
  }
  listed.sort((a, b) => (a.sha256 < b.sha256 ? -1 : a.sha256 > b.sha256 ? 1 : a.id < b.id ? -1 : 1));
  const rows: object[] = [];
  const paths = new Set<string>();
  for (const file of listed) {
    const stream = await store.get(evidenceKey(tenantId, file.sha256, file.id));
    // A pack with a missing file would look complete.
    if (!stream) throw new Error(`the bytes of evidence ${file.id} are missing`);
    const copy = await makeSharedCopy(stream, file);
    const path = copy ? `evidence/${copy.sha256}.${file.kind}` : `evidence/${file.sha256}.not-shared.txt`;
    rows.push(rowOf(file, path, copy));
    if (paths.has(path)) continue;
    paths.add(path);
    if (copy) yield { path, bytes: copy.bytes };
    else yield text(path, [`${notSharedInEnglish(file)}\n\n${notSharedInChinese(file)}\n`]);
  }
  yield text(
    "evidence.jsonl",
    rows.map((row) => `${JSON.stringify(row)}\n`),
  );
}

function rowOf(file: EvidenceFile, path: string, copy: SharedCopy | null) {
  const { id, name, size, sha256, scan, addedAt, authorName } = file;
  const row = { id, path, name, size, sha256, scan, addedAt, addedBy: authorName ?? "" };
  if (!copy) return { ...row, copy: "not_shared" };
  return copy.isOriginal ? row : { ...row, copy: { without: "metadata", sha256: copy.sha256, size: copy.size } };
}

function streamed(path: string, pieces: AsyncIterable<string>): PackEntry {
  const encoder = new TextEncoder();
  const encode = async function* () {
    for await (const piece of pieces) yield encoder.encode(piece);
  };
  return { path, bytes: encode() };
}

function text(path: string, pieces: Iterable<string>): PackEntry {
  const encoder = new TextEncoder();
  const encode = function* () {
    for (const piece of pieces) yield encoder.encode(piece);
  };
  return { path, bytes: encode() };
}

import { createHash } from "node:crypto";
import { sql } from "kysely";
import { findReportLogo } from "#app/brand/brand.server.ts";
import type { JsonObject } from "#app/encoding/canonical-json.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { omit } from "#app/encoding/omit.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { assertNotRevoked, type IssuerSigner, openIssuerKey } from "#app/identity/key/issuer-key.server.ts";
import { findIssuerTenant, stateIssuer } from "#app/identity/report-issuer.server.ts";
import { moveJob } from "#app/jobs/job.server.ts";
import type { JobPayload } from "#app/jobs/queue.server.ts";
import type { IssuerIdentity, IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { appendStatement, proveStatement, signPendingCheckpoint } from "#app/log/log.server.ts";
import {
  buildReportCredential,
  type ReportFacts as CredentialFacts,
  type CredentialIssuer,
  deriveIssueOpening,
  issuedHashOf,
  type ReportEdition,
  type ReportHashes,
  signCredential,
} from "#app/proof/credential.ts";
import { drawSalt } from "#app/proof/log-entry.ts";
import { endOfValidity } from "#app/proof/report-life.ts";
import { locateStatus, pathOfStatusList } from "#app/proof/status-list.ts";
import { type CalculationRun, getRun } from "#app/runs/calculation.server.ts";
import { sealPdf } from "#app/seal/seal-pdf.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { actAs, type Doors, type TenantTx } from "#db/doors.ts";
import { RENDERER_VERSION } from "./embedded-facts.ts";
import type { IntensityBasis } from "./intensity.ts";
import type { ReportFacts } from "./model.ts";
import { printReport } from "./print-report.server.ts";
import { toCredentialAssurance } from "./report-assurance.server.ts";
import { readCopy } from "./report-copy.server.ts";
import { addToPublicList } from "./report-listing.server.ts";
import { lockReportLife, statePlaceAmongVersions } from "./report-succession.server.ts";

interface Commission {
  facts: ReportFacts;
  locales: ReportLocale[];
  organizationId: string;
  reportId: string;
  /** Who issued it. */
  authorId: string;
  /** The workspace whose key signs it. */
  issuerTenantId: string;
  /** As the report shows it. */
  run: CalculationRun;
  /** Of its brand. */
  logo: Uint8Array | null;
  /** Over what it leaves out; null for nothing. */
  linesRoot: string | null;
  /** Counted over all status lists. */
  statusIndex: number;
}

/**
 * Does a queued issue: read what was frozen, leave the transaction, render and seal each language edition and sign, then
 * publish files, credential and log entry in one transaction. Delivered twice, it publishes once. Where a seal is set up,
 * no report goes out without it: while the key or the timestamp authority is away the issue waits, and is tried again.
 *
 * @param print makes the file of an edition; another than ours where only the numbers and the log matter.
 */
export async function performIssue(
  doors: Doors,
  { keys, publicUrl }: IssuerIdentity,
  payload: JobPayload,
  print: typeof printReport = printReport,
): Promise<void> {
  const commission = await doors.withTenant(payload, (tx) => readCommission(tx, payload.jobId));
  if (commission === "over") return;
  if (commission !== "published") {
    const signed = await prepareSigner(doors, keys, commission);
    const published = await makePublication({ commission, signed }, { keys, publicUrl }, print);
    await doors.withTenant(payload, (tx) => publish(tx, payload, keys, { commission, signed, ...published }));
  }
  await doors.withSystem((tx) => signPendingCheckpoint(tx, keys.log, new Date().toISOString()));
  // Only now can the report be proven to a stranger: until the checkpoint covers it, it is not done.
  await doors.withTenant(payload, (tx) => moveJob(tx, payload.jobId, "finish", { doneCount: 3, failure: null }));
}

async function readCommission(tx: TenantTx, jobId: string): Promise<Commission | "over" | "published"> {
  const job = await moveJob(tx, jobId, "start", { totalCount: 3 });
  if (!job) return "over";
  if (await isPublished(tx, jobId)) return "published";
  const report = await tx.selectFrom("report").selectAll().where("id", "=", job.subjectId).executeTakeFirstOrThrow();
  const statusIndex = await actAs(tx, "app_log", async () => {
    const { rows } = await sql<{ index: number }>`select nextval('status_index_series') as index`.execute(tx);
    return rows[0]!.index;
  });
  const copy = await readCopy(tx, report.id, await getRun(tx, report.organization_id, report.run_id));
  const facts = report.facts as ReportFacts;
  return {
    facts,
    logo: await findReportLogo(tx, report.organization_id, facts.brand),
    locales: report.locales,
    organizationId: report.organization_id,
    reportId: report.id,
    authorId: report.created_by,
    issuerTenantId: await findIssuerTenant(tx, report.tenant_id, report.created_by),
    run: copy.run,
    linesRoot: copy.root,
    statusIndex,
  };
}

/** The key of the issuer, and its proof in the log. */
interface Signed extends IssuerSigner {
  keyProof: string;
}

/**
 * Opens the key of the issuer in the issuer's own workspace. Its entry in the log is in a signed checkpoint before the key signs,
 * so that the report can carry the proof.
 */
async function prepareSigner(doors: Doors, keys: IssuerKeys, { issuerTenantId, facts }: Commission): Promise<Signed> {
  const author = { tenantId: issuerTenantId, userId: "system", source: "job" as const };
  const signer = await doors.withTenant(author, (tx) => openIssuerKey(tx, keys, author, nameOf(facts)));
  await doors.withSystem((tx) => signPendingCheckpoint(tx, keys.log, new Date().toISOString()));
  const keyProof = await doors.withSystem((tx) => proveStatement(tx, signer.logIndex));
  return { ...signer, keyProof };
}

/** As the record names the issuer. */
function nameOf({ issuer }: ReportFacts): string {
  return issuer.en ?? issuer.zh ?? "";
}

/** Whether the report of an issue is public: from then on its job can't fail. */
export async function isPublished(tx: TenantTx, jobId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("job")
    .innerJoin("report", "report.id", "job.subject_id")
    .innerJoin("published_report", "published_report.number", "report.number")
    .select("report.id")
    .where("job.id", "=", jobId)
    .executeTakeFirst();
  return row !== undefined;
}

interface Publication {
  editions: Printed[];
  credential: JsonObject;
}

/** An edition with its file as issued: sealed, where there is a seal. */
interface Printed extends ReportEdition {
  pdf: Uint8Array;
}

async function makePublication(
  { commission, signed }: { commission: Commission; signed: Signed },
  { keys, publicUrl }: IssuerIdentity,
  print: typeof printReport,
): Promise<Publication> {
  const { run } = commission;
  const { signer, issuer, keyProof } = signed;
  // Before the work and again at the signature: drawing takes seconds, and clocks are set at any moment.
  readClock(issuer);
  // Not frozen with the rest: the key may have been replaced while the issue waited.
  const facts = { ...commission.facts, signingKey: signer.keyId };
  const editions: Printed[] = [];
  for (const language of commission.locales) {
    const order = { documentText: run.documentText, facts, locale: language, logo: commission.logo, keyProof };
    editions.push({ language, ...(await sealEdition(await print(order), keys)) });
  }
  const hashes = {
    inventory: facts.inventoryHash,
    editions: editions.map((edition) => omit(edition, "pdf")),
    ...(commission.linesRoot ? { lines: commission.linesRoot } : {}),
  };
  const credential = buildReportCredential(credentialFacts(commission, hashes, issuer, publicUrl));
  return { editions, credential: await signCredential(credential, signer, readClock(issuer)) };
}

async function sealEdition(unsealed: Uint8Array, { seal }: IssuerKeys) {
  const pdf = seal ? await sealPdf(unsealed, seal, wholeSecond(new Date())) : unsealed;
  return { pdf, unsignedPdf: sha256(unsealed), sealedPdf: seal ? sha256(pdf) : null };
}

/**
 * The time, ISO 8601. A clock that was set back would sign before the key existed: no one could ever confirm such a
 * signature.
 *
 * @throws TransparencyError `clock_behind`
 */
function readClock({ key: { since } }: CredentialIssuer): string {
  const now = new Date().toISOString();
  if (now < since) throw new TransparencyError("clock_behind", { now, validFrom: since });
  return now;
}

/** A signature dictionary states its time in whole seconds. */
function wholeSecond(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function credentialFacts(
  commission: Commission,
  hashes: ReportHashes,
  issuer: CredentialIssuer,
  publicUrl: string,
): CredentialFacts {
  const { facts, run, statusIndex } = commission;
  const totals = run.document.results!.totals!;
  const { list, index } = locateStatus(statusIndex);
  return {
    number: facts.number!,
    version: facts.version,
    address: facts.verifyUrl,
    issuer: { ...issuer, ...(facts.issuerProofs ? { stated: facts.issuerProofs } : {}) },
    organization: { name: facts.organization.legalName, legalId: facts.organization.legalId || null },
    standards: facts.standards.map(({ name, edition }) => `${name}:${edition}`),
    period: run.document.period,
    consolidationApproach: run.document.organization.consolidationApproach,
    gwpSet: run.document.gwp.set,
    engine: run.engineVersion,
    totals: {
      locationBasedCo2eKg: totals.co2eKg,
      marketBasedCo2eKg: totals.co2eKgMarketBased,
      biogenicCo2Kg: totals.biogenicCo2Kg,
      scope1Co2eKg: totals.byScope["1"],
      scope2LocationBasedCo2eKg: totals.scope2.locationBased,
      scope2MarketBasedCo2eKg: totals.scope2.marketBased,
      scope3Co2eKg: totals.byScope["3"],
    },
    ...(facts.intensity ? { intensity: basisOf(facts.intensity) } : {}),
    hashes,
    assurance: toCredentialAssurance(facts.assurance),
    issuedAt: facts.issuedAt,
    expiresAt: facts.validUntil ? endOfValidity(facts.validUntil) : null,
    supersedes: facts.previousVersions.at(-1)?.number ?? null,
    logSalt: drawSalt(),
    status: [
      { purpose: "revocation", list: `${publicUrl}${pathOfStatusList("revocation", list)}`, index },
      { purpose: "message", list: `${publicUrl}${pathOfStatusList("superseded", list)}`, index },
    ],
  };
}

async function publish(
  tx: TenantTx,
  payload: JobPayload,
  keys: IssuerKeys,
  { commission, signed, editions, credential }: Publication & { commission: Commission; signed: Signed },
): Promise<void> {
  const { facts, run } = commission;
  const number = facts.number!;
  await lockReportLife(tx, run.id);
  const stored = await actAs(tx, "app_log", () =>
    tx
      .insertInto("published_report")
      .values({
        number,
        status_index: commission.statusIndex,
        issued_at: facts.issuedAt,
        expires_at: facts.validUntil ? endOfValidity(facts.validUntil) : null,
        inventory_sha256: facts.inventoryHash,
        inventory: run.documentText,
        credential: canonicalJson(credential),
        summary: JSON.stringify(toSummary(commission)),
        renderer_version: RENDERER_VERSION,
        supersedes: facts.previousVersions.at(-1)?.number ?? null,
      })
      .onConflict((conflict) => conflict.column("number").doNothing())
      .returning("number")
      .executeTakeFirst(),
  );
  if (stored) {
    await storeEditions(tx, number, editions);
    await stateIssuer(tx, { number, authorId: commission.authorId, names: namesOf(facts.issuer) });
    await appendStatement(tx, keys.origin, {
      ...(await deriveIssueOpening(credential)),
      facts: { version: String(facts.version) },
    });
    await assertNotRevoked(tx, signed.signer.keyId);
    await statePlaceAmongVersions(tx, keys.origin, facts);
    await addToPublicList(tx, commission.organizationId, number);
    const author = { ...payload, organizationId: commission.organizationId, source: "job" as const };
    await recordChange(tx, author, {
      action: "report.published",
      subject: "report",
      subjectId: commission.reportId,
      before: { number, state: "issuing" },
      after: {
        number,
        state: "issued",
        version: facts.version,
        supersedes: facts.previousVersions.map((previous) => previous.number),
        pdfSha256: editions.map(issuedHashOf),
        inventorySha256: facts.inventoryHash,
      },
    });
  }
}

function namesOf({ en, zh }: ReportFacts["issuer"]): string[] {
  return [...new Set([en, zh].flatMap((name) => name ?? []))];
}

async function storeEditions(tx: TenantTx, number: string, editions: Printed[]): Promise<void> {
  const rows = editions.map((edition) => ({
    number,
    locale: edition.language,
    pdf_sha256: issuedHashOf(edition),
    pdf: edition.pdf,
  }));
  await actAs(tx, "app_log", () => tx.insertInto("published_edition").values(rows).execute());
}

/** What the public page shows, an allow-list: names and figures that the report itself prints. */
export interface PublishedSummary {
  version: number;
  issuer: { en?: string; zh?: string };
  organization: { en?: string; zh?: string };
  legalId: string;
  period: { start: string; end: string };
  standards: string[];
  consolidationApproach: string;
  facilities: { en?: string; zh?: string }[];
  gwpSet: string;
  co2eKg: string;
  co2eKgMarketBased: string;
  byScope: Record<"1" | "2" | "3", string>;
  scope2MarketBasedKg: string;
  scope3Categories: number;
  lines: number;
  intensity: IntensityBasis | null;
  assurance: "not_verified";
}

/** As signed and as the page shows it. Names in a language without text are left out. */
function basisOf({ per: { en, zh }, quantity }: IntensityBasis) {
  return { per: { ...(en ? { en } : {}), ...(zh ? { zh } : {}) }, quantity };
}

function toSummary({ facts, run }: Commission): PublishedSummary {
  const totals = run.document.results!.totals!;
  const scope3 = new Set(run.document.activities.filter(({ scope }) => scope === 3).map(({ category }) => category));
  return {
    version: facts.version,
    issuer: facts.issuer,
    organization: facts.organization.legalName,
    legalId: facts.organization.legalId,
    period: run.document.period,
    standards: facts.standards.map(({ name, edition }) => `${name}:${edition}`),
    consolidationApproach: run.document.organization.consolidationApproach,
    facilities: facts.boundary.facilities.map(({ name }) => name),
    gwpSet: run.document.gwp.set,
    co2eKg: totals.co2eKg,
    co2eKgMarketBased: totals.co2eKgMarketBased,
    byScope: totals.byScope,
    scope2MarketBasedKg: totals.scope2.marketBased,
    scope3Categories: scope3.size,
    lines: run.document.results!.lines.length,
    intensity: facts.intensity ? basisOf(facts.intensity) : null,
    assurance: "not_verified",
  };
}

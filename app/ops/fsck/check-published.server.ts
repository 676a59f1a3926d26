import { createHash } from "node:crypto";
import type { Selectable } from "kysely";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { canonicalJson, isJsonObject, type JsonObject, parseJson } from "#app/encoding/canonical-json.ts";
import { omit } from "#app/encoding/omit.ts";
import { nameCore } from "#app/identity/resembling-name.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { listErasedTenants } from "#app/organization/tenant.server.ts";
import {
  deriveAssuranceOpening,
  hashAssuranceRecord,
  makeAssuranceDisowning,
  parseAssurance,
} from "#app/proof/assurance-credential.ts";
import { compareResults } from "#app/proof/compare-results.ts";
import {
  deriveIssueEntry,
  issuedHashOf,
  parseReportCredential,
  type ReportEdition,
  type ReportFacts,
  type StatusPlace,
} from "#app/proof/credential.ts";
import { verifyDocument } from "#app/proof/data-integrity.ts";
import { rootOfCopy } from "#app/proof/disclosure/line-tree.ts";
import { totalsOfDocument } from "#app/proof/document-totals.ts";
import { extractInventory } from "#app/proof/extract-inventory.ts";
import { commitTo, encodeLogEntry, type LogOpening } from "#app/proof/log-entry.ts";
import { locateStatus, pathOfStatusList } from "#app/proof/status-list.ts";
import type { PublishedSummary } from "#app/report/report-publication.server.ts";
import { verifySeal } from "#app/seal/verify-seal.ts";
import type { Doors, PublicTx, SystemTx } from "#db/doors.ts";
import type { PublishedEditionTable } from "#db/public-schema.ts";
import { checkSigner } from "./check-issuer-keys.server.ts";
import type { Inspection } from "./inspection.ts";

/** Compares all published parts of each report with each other, one report at a time. */
export async function checkPublished(doors: Doors, keys: IssuerKeys, inspection: Inspection): Promise<void> {
  const numbers = await doors.withPublic((tx) =>
    tx.selectFrom("published_report").select("number").orderBy("number").execute(),
  );
  const issued = await doors.withSystem((tx) => tx.selectFrom("report").select("number").execute());
  const erased = await doors.withSystem(listErasedTenants);
  const known = new Set([...issued.map(({ number }) => number), ...erased.flatMap((one) => one.reportNumbers)]);
  for (const { number } of numbers) {
    inspection.count("reports");
    const fault = (text: string) => inspection.fault(`published_report ${number}`, text);
    if (!known.has(number)) fault("no organization issued it");
    try {
      await doors.withPublic((tx) => checkReport(tx, number, fault));
    } catch (error) {
      fault(error instanceof Error ? error.message : String(error));
    }
  }
  await doors.withPublic((tx) => checkAssurance(tx, keys, inspection));
  await doors.withPublic((tx) => checkDisowned(tx, inspection));
  await doors.withSystem((tx) => checkOpenValidity(tx, inspection));
}

async function checkReport(tx: PublicTx, number: string, fault: (text: string) => void): Promise<void> {
  const row = await tx
    .selectFrom("published_report")
    .selectAll()
    .where("number", "=", number)
    .executeTakeFirstOrThrow();
  if (sha256(row.inventory) !== row.inventory_sha256) fault("the inventory does not match inventory_sha256");
  const { credential, facts } = parseReportCredential(row.credential);
  await checkSigner(tx, credential, facts, fault);
  if (facts.number !== number) fault(`the credential is about ${facts.number}`);
  const { inventory, editions, lines } = facts.hashes;
  if (inventory !== row.inventory_sha256) fault("the credential states another hash of the data");
  const files = await tx.selectFrom("published_edition").selectAll().where("number", "=", number).execute();
  if (files.length !== editions.length) fault(`the credential states ${editions.length} files, not ${files.length}`);
  for (const file of files) await checkEdition(file, { row, editions }, fault);
  if (facts.issuedAt !== row.issued_at.toISOString() && new Date(facts.issuedAt).getTime() !== row.issued_at.getTime())
    fault("the credential states another time of issue");
  if ((facts.expiresAt && new Date(facts.expiresAt).getTime()) !== (row.expires_at?.getTime() ?? null))
    fault("the credential states another end of validity");
  if (facts.supersedes !== row.supersedes) fault(`the credential replaces ${facts.supersedes}, not ${row.supersedes}`);
  const place = locateStatus(row.status_index);
  const isThere = ({ purpose, list, index }: StatusPlace) =>
    index === place.index &&
    list.endsWith(pathOfStatusList(purpose === "message" ? "superseded" : purpose, place.list));
  if (!facts.status.every(isThere))
    fault(`the credential has other places in the status lists than ${row.status_index}`);
  const document = parseJson(row.inventory) as unknown as InventoryDocument;
  const stated = omit(document.results ?? {}, "engine");
  const derived = omit(runInventory(document), "engine");
  const { difference } = compareResults(stated, derived);
  if (difference) fault(`${difference.pointer}: printed ${difference.stated}, derived ${difference.recomputed}`);
  if (canonicalJson(totalsOfDocument(document)) !== canonicalJson(facts.totals))
    fault("the credential states other totals than the data");
  const root = await rootOfCopy(document);
  if (root !== (lines ?? null)) fault(`the root of its redacted lines is ${root}, but ${lines ?? "none"} is signed`);
  checkSummary(row.summary as PublishedSummary, facts, document, fault);
  await checkIssueLeaf(tx, number, credential, fault);
}

async function checkEdition(
  { locale, pdf, pdf_sha256 }: Selectable<PublishedEditionTable>,
  { row, editions }: { row: { inventory: string }; editions: ReportEdition[] },
  fault: (text: string) => void,
): Promise<void> {
  if (sha256(pdf) !== pdf_sha256) fault(`the file (${locale}) does not match pdf_sha256`);
  const embedded = new TextDecoder().decode(await extractInventory(new Uint8Array(pdf)));
  if (embedded !== row.inventory) fault(`the file (${locale}) embeds another inventory than the one stored`);
  const stated = editions.find(({ language }) => language === locale);
  if (!stated || issuedHashOf(stated) !== pdf_sha256) return fault(`the credential states another file (${locale})`);
  await checkSeal(new Uint8Array(pdf), stated, fault);
}

/** The stored file has exactly the seal that the credential describes, over the bytes that it names. */
async function checkSeal(pdf: Uint8Array, stated: ReportEdition, fault: (text: string) => void): Promise<void> {
  const seal = await verifySeal(pdf);
  if (seal.kind === "broken") fault(`the seal of the file is invalid: ${seal.fault}`);
  else if ((seal.kind === "intact") !== (stated.sealedPdf !== null))
    fault("the credential and the file disagree on a seal");
  else if (seal.kind === "intact" && seal.unsealedSha256 !== stated.unsignedPdf)
    fault("the file under the seal is not the one that the credential names");
}

/** The public page must show what was signed and calculated. */
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
    scope3Categories: new Set(document.activities.filter(({ scope }) => scope === 3).map(({ category }) => category))
      .size,
    lines: document.results?.lines.length ?? 0,
    assurance: "not_verified",
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
  else if (!expected.equals(Buffer.from(leaf.entry))) fault("the log entry differs");
}

/** Published verification statements: signed, with the named document, and in the log. */
async function checkAssurance(tx: PublicTx, keys: IssuerKeys, inspection: Inspection): Promise<void> {
  const rows = await tx.selectFrom("published_assurance").selectAll().orderBy("log_index").execute();
  for (const row of rows) {
    const fault = (text: string) => inspection.fault(`published_assurance ${row.record_sha256}`, text);
    try {
      const credential = parseJson(row.credential);
      if (!isJsonObject(credential)) fault("it is not a credential");
      else await verifyDocument(credential, keys.published);
      const { record } = parseAssurance(row.credential);
      if ((await hashAssuranceRecord(record)) !== row.record_sha256) fault("the credential is about another record");
      const { number, packageHash } = record.report;
      if (packageHash !== row.package_sha256) fault("the credential is about another data package");
      if (number !== row.number) fault("the credential is about another report");
      const { enteredBy, confirms, verifier } = record;
      if (
        verifier.name !== row.verifier_name ||
        nameCore(verifier.name) !== row.verifier_core ||
        (verifier.identity?.kind ?? null) !== row.identity_kind ||
        enteredBy !== row.entered_by ||
        confirms !== row.confirms
      )
        fault("the credential names another verifier or author");
      if (record.document.sha256 !== row.document_sha256) fault("the credential names another document");
    } catch (error) {
      fault(error instanceof Error ? error.message : String(error));
    }
    if (row.document && sha256(row.document) !== row.document_sha256) fault("the document has another hash");
    const leaf = await tx.selectFrom("log_leaf").select("entry").where("index", "=", row.log_index).executeTakeFirst();
    const opening = await deriveOpening(row.credential);
    const expected = opening && Buffer.from(encodeLogEntry(await commitTo(opening)));
    if (!leaf || !expected?.equals(Buffer.from(leaf.entry))) fault("it is not in the log");
  }
}

/** Disowned statements: the log holds who disowned which one, with what was proved. */
async function checkDisowned(tx: PublicTx, inspection: Inspection): Promise<void> {
  const rows = await tx
    .selectFrom("disowned_statement as d")
    .innerJoin("published_assurance as p", "p.record_sha256", "d.record_sha256")
    .leftJoin("log_leaf as l", "l.index", "d.log_index")
    .selectAll("d")
    .select(["p.credential", "l.entry"])
    .execute();
  for (const { identity_kind: kind, identity_value: value, identity_checked_on: checkedOn, ...row } of rows) {
    const credential = parseJson(row.credential);
    const at = row.stated_at.toISOString();
    const opening = isJsonObject(credential)
      ? await makeAssuranceDisowning(credential, { salt: row.salt, at, kind, value, checkedOn }).catch(() => null)
      : null;
    const expected = opening && Buffer.from(encodeLogEntry(await commitTo(opening)));
    if (!row.entry || !expected?.equals(Buffer.from(row.entry)))
      inspection.fault(`disowned_statement ${row.record_sha256}`, "the log does not hold it with this body");
  }
}

/** Null for an unreadable note, which is reported above. */
function deriveOpening(note: string): Promise<LogOpening | null> {
  try {
    return deriveAssuranceOpening(parseAssurance(note).credential);
  } catch {
    return Promise.resolve(null);
  }
}

/** The rows that the sweep for expired reports reads must match the reports that still expire. */
async function checkOpenValidity(tx: SystemTx, inspection: Inspection): Promise<void> {
  const due = await tx
    .selectFrom("published_report as p")
    .select(["p.number", "p.expires_at"])
    .where("p.expires_at", "is not", null)
    .where("p.number", "not in", (from) =>
      from
        .selectFrom("statement as s")
        .select((s) => s.ref("s.number").$notNull().as("number"))
        .where("s.kind", "in", ["supersede", "withdraw", "expire"])
        .where("s.number", "is not", null),
    )
    .execute();
  const stored = await tx.selectFrom("open_validity").selectAll().execute();
  const ends = new Map(stored.map(({ number, expires_at }) => [number, expires_at.getTime()]));
  for (const { number, expires_at } of due) {
    const end = ends.get(number);
    ends.delete(number);
    if (end !== expires_at!.getTime())
      inspection.fault(`open_validity ${number}`, end === undefined ? "it is missing" : "it has another end");
  }
  for (const number of ends.keys())
    inspection.fault(`open_validity ${number}`, "that report has nothing left to expire");
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

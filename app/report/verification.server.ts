import { sql } from "kysely";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { AppError } from "#app/encoding/errors.ts";
import { decodeMultikey } from "#app/encoding/multikey.ts";
import { REPORT_LOCALES, type ReportLocale } from "#app/encoding/report-locale.ts";
import type { IssuerIdentity } from "#app/log/keys/issuer-keys.server.ts";
import { readKeySet } from "#app/log/keys/key-set.server.ts";
import { proveStatement } from "#app/log/log.server.ts";
import type { AssuranceEvidence } from "#app/proof/check-assurance.ts";
import { isSealed, parseReportCredential } from "#app/proof/credential.ts";
import { keyIdOf } from "#app/proof/jwks.ts";
import type { LogStatement } from "#app/proof/log-entry.ts";
import { stateOfReport } from "#app/proof/report-life.ts";
import {
  locateStatus,
  pathOfStatusList,
  STATUS_LIST_LENGTH,
  type StatusListName,
  signStatusList,
} from "#app/proof/status-list.ts";
import type { PublicTx, TenantTx } from "#db/doors.ts";
import { collectAssurance } from "./published-assurance.server.ts";
import type { PublishedSummary } from "./report-publication.server.ts";

/** What the log may say of a report. */
export type ReportEventKind = LogStatement["type"];

/**
 * Who recorded a statement of a third party: the organization; a verifier without a proved identity; a proved body; or a
 * proved body that confirms what the organization had recorded.
 */
export type StatementKind = "reported" | "unproved" | "recorded" | "confirming";

/** One log entry about a report, with its details. */
export interface ReportStatement {
  kind: ReportEventKind;
  at: Date;
  logIndex: number;
  facts: Record<string, string>;
  /** Of an entry for a statement of a third party. */
  stated: StatementKind | null;
}

/** The file of a report in a language. */
export interface PublishedEdition {
  language: ReportLocale;
  pdfSha256: string;
  pdfBytes: number;
}

/** A report as anyone may read it. */
export interface PublishedReport {
  number: string;
  issuedAt: Date;
  inventorySha256: string;
  /** Its files, in the order of `REPORT_LOCALES`. */
  editions: PublishedEdition[];
  credential: string;
  summary: PublishedSummary;
  /** The log entries about it, oldest first. */
  history: ReportStatement[];
  status: "current" | "superseded" | "expired" | "withdrawn";
  /** From then on it is no longer valid; null where it holds until it is replaced or withdrawn. */
  expiresAt: Date | null;
  /** The status lists in which it has its place, counted from 1. */
  statusList: number;
}

/** @throws AppError `not_found` alike for a number never used, one of a draft and one that is private */
export async function getPublishedReport(
  tx: PublicTx,
  number: string,
  now: Date = new Date(),
): Promise<PublishedReport> {
  const row = await tx
    .selectFrom("published_report")
    .select(["number", "issued_at", "expires_at", "inventory_sha256", "credential", "summary", "status_index"])
    .where("number", "=", number)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const history = await listReportStatements(tx, number);
  const kinds = history.map(({ kind }) => kind);
  const expiresAt = row.expires_at?.toISOString() ?? null;
  const state = stateOfReport(kinds, { expiresAt, now: now.toISOString() });
  return {
    number: row.number,
    issuedAt: row.issued_at,
    inventorySha256: row.inventory_sha256,
    editions: await listEditions(tx, number),
    credential: row.credential,
    summary: row.summary as PublishedSummary,
    history,
    // It is published with its entry, so here it is never only being issued.
    status: state === "issuing" || state === "issued" ? "current" : state,
    expiresAt: row.expires_at,
    statusList: locateStatus(row.status_index).list,
  };
}

async function listEditions(tx: PublicTx, number: string): Promise<PublishedEdition[]> {
  const rows = await tx
    .selectFrom("published_edition")
    .select(["locale", "pdf_sha256"])
    .select((select) => select.fn<number>("length", ["pdf"]).as("bytes"))
    .where("number", "=", number)
    .execute();
  return REPORT_LOCALES.flatMap((language) =>
    rows
      .filter(({ locale }) => locale === language)
      .map(({ pdf_sha256, bytes }) => ({ language, pdfSha256: pdf_sha256, pdfBytes: bytes })),
  );
}

/** The log entries about a report, oldest first, also those about the statements that it carries from before its issue. */
export async function listReportStatements(tx: PublicTx | TenantTx, number: string): Promise<ReportStatement[]> {
  const own = await selectEntries(tx).where("s.number", "=", number).execute();
  const carried = await tx
    .selectFrom("carried_statement as k")
    .innerJoin("published_assurance as p", "p.record_sha256", "k.record_sha256")
    .select(["k.record_sha256", "p.log_index"])
    .where("k.number", "=", number)
    .execute();
  const hashes = carried.map(({ record_sha256 }) => record_sha256);
  const begun = carried.map(({ log_index }) => log_index);
  const others =
    carried.length === 0
      ? []
      : [
          ...(await selectEntries(tx).where("s.log_index", "in", begun).execute()),
          ...(await selectEntries(tx)
            .where("s.kind", "in", ["assurance_withdrawn", "assurance_disowned"])
            .where(sql<string>`s.facts ->> 'statement'`, "in", hashes)
            .execute()),
        ];
  const rows = new Map([...own, ...others].map((row) => [row.log_index, row]));
  return [...rows.values()]
    .sort((one, other) => one.log_index - other.log_index)
    .map((row) => ({
      kind: row.kind as ReportEventKind,
      at: row.stated_at,
      logIndex: row.log_index,
      facts: row.facts as Record<string, string>,
      stated: row.kind === "assurance" && row.entered_by ? kindOfStatement(row) : null,
    }));
}

function selectEntries(tx: PublicTx | TenantTx) {
  return tx
    .selectFrom("statement as s")
    .leftJoin("published_assurance as p", "p.log_index", "s.log_index")
    .select(["s.kind", "s.stated_at", "s.log_index", "s.facts", "p.entered_by", "p.identity_kind", "p.confirms"]);
}

function kindOfStatement(row: {
  entered_by: string | null;
  identity_kind: string | null;
  confirms: string | null;
}): StatementKind {
  if (row.entered_by === "organization") return "reported";
  if (row.confirms !== null) return "confirming";
  return row.identity_kind === null ? "unproved" : "recorded";
}

/** Whether a number leads to a report that anyone may read. */
export async function isPublished(tx: PublicTx, number: string): Promise<boolean> {
  const row = await tx.selectFrom("published_report").select("number").where("number", "=", number).executeTakeFirst();
  return row !== undefined;
}

/** A report one of whose files, or whose data package, is the one that a reader has. */
interface HashCandidate {
  number: string;
  inventorySha256: string;
  /** Of its files. */
  pdfSha256: string[];
}

/** Reports of which a file or the data package has this hash; who has not the file can't ask for it. */
export async function findByHash(tx: PublicTx, sha256: string): Promise<HashCandidate[]> {
  const ofFile = tx.selectFrom("published_edition").select("number").where("pdf_sha256", "=", sha256);
  const rows = await tx
    .selectFrom("published_report as r")
    .innerJoin("published_edition as e", "e.number", "r.number")
    .select(["r.number", "r.inventory_sha256"])
    .select(sql<string[]>`array_agg(e.pdf_sha256 order by e.locale)`.as("files"))
    .where((where) => where.or([where("r.inventory_sha256", "=", sha256), where("r.number", "in", ofFile)]))
    .groupBy("r.number")
    .limit(200)
    .execute();
  return rows.map((row) => ({ number: row.number, inventorySha256: row.inventory_sha256, pdfSha256: row.files }));
}

/**
 * In which language to hand a report out: the asked one, or the first of `REPORT_LOCALES` in which it was issued.
 *
 * @param asked as typed; null for none
 * @throws AppError `not_found`, also for a language in which it was not issued
 */
export async function chooseLanguage(tx: PublicTx | TenantTx, number: string, asked: string | null) {
  const rows = await tx.selectFrom("published_edition").select("locale").where("number", "=", number).execute();
  const issued = REPORT_LOCALES.filter((language) => rows.some(({ locale }) => locale === language));
  const found = issued.find((language) => asked === null || language === asked);
  if (!found) throw new AppError("not_found");
  return found;
}

/** The issued bytes, with the data package that they contain. @throws AppError `not_found` */
export async function getPublishedFile(
  tx: PublicTx | TenantTx,
  { number, language }: { number: string; language?: ReportLocale },
): Promise<{ pdf: Uint8Array; inventory: string; sha256: string }> {
  const row = await tx
    .selectFrom("published_edition as e")
    .innerJoin("published_report as r", "r.number", "e.number")
    .select(["e.pdf", "r.inventory", "e.pdf_sha256"])
    .where("e.number", "=", number)
    .where("e.locale", "=", language ?? (await chooseLanguage(tx, number, null)))
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return { pdf: row.pdf, inventory: row.inventory, sha256: row.pdf_sha256 };
}

/** Whether the issued files bear a seal; null until the report is published. */
export async function findSealed(tx: PublicTx | TenantTx, number: string): Promise<boolean | null> {
  const row = await tx
    .selectFrom("published_report")
    .select("credential")
    .where("number", "=", number)
    .executeTakeFirst();
  return row ? isSealed(parseReportCredential(row.credential).facts.hashes) : null;
}

/** The evidence about a report, as a bundle holds it and as the page fetches it. Everything is public. */
export interface Evidence {
  /** Canonical text. */
  credential: string;
  /** `.tlog-proof`; null in the second between issue and the next checkpoint. */
  tlogProof: string | null;
  /** That the log has the key of the issuer; null until the next checkpoint. */
  keyProof: string | null;
  /** `keys.json`. */
  keys: string;
  /** Canonical texts of the signed status lists. */
  statusLists: string[];
  /** Third parties' statements, oldest first. */
  assurance: AssuranceEvidence[];
}

export async function collectEvidence(
  tx: PublicTx,
  { keys, publicUrl }: IssuerIdentity,
  number: string,
  now: Date,
): Promise<Evidence> {
  const report = await getPublishedReport(tx, number, now);
  const issue = report.history.find(({ kind }) => kind === "issue");
  return {
    credential: report.credential,
    tlogProof: issue ? await proveStatement(tx, issue.logIndex).catch(onlyNotFound) : null,
    keyProof: await proveKey(tx, report.credential),
    keys: await readKeySet(tx, keys),
    statusLists: [
      await makeStatusList(tx, { keys, publicUrl }, { name: "revocation", list: report.statusList }, now),
      await makeStatusList(tx, { keys, publicUrl }, { name: "superseded", list: report.statusList }, now),
    ],
    assurance: await collectAssurance(tx, assuranceKeysOf(report)),
  };
}

/** The key signed the report only after it was in a checkpoint; a missing one is for the checks to tell. */
async function proveKey(tx: PublicTx, credential: string): Promise<string | null> {
  const { name, key } = parseReportCredential(credential).facts.issuer;
  const place = await tx
    .selectFrom("issuer_key_name")
    .select("log_index")
    .where("key_id", "=", await keyIdOf(decodeMultikey(key.publicKeyMultibase)))
    .where("name", "=", name)
    .executeTakeFirst();
  return place ? proveStatement(tx, place.log_index).catch(onlyNotFound) : null;
}

/** By what the statements about a report are found. */
function assuranceKeysOf({ number, credential }: PublishedReport) {
  const { assurance, supersedes } = parseReportCredential(credential).facts;
  return {
    number,
    statementHash: assurance.status === "verified" ? assurance.statementHash : null,
    replaced: supersedes,
  };
}

function onlyNotFound(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}

/** How long a status list may be believed: an old copy would hide a withdrawal. */
const STATUS_LIST_HOURS = 24;

/**
 * One of the signed lists of what was withdrawn (`revocation`) or replaced (`superseded`), as of now.
 *
 * @throws AppError `not_found` for a list in which no report has a place yet; the first one is always there
 */
export async function makeStatusList(
  tx: PublicTx,
  { keys, publicUrl }: IssuerIdentity,
  { name, list: number }: { name: StatusListName; list: number },
  now: Date,
): Promise<string> {
  const first = (number - 1) * STATUS_LIST_LENGTH;
  const within = { from: first, to: first + STATUS_LIST_LENGTH };
  if (number !== 1 && !(await holdsReport(tx, within))) throw new AppError("not_found");
  const rows = await tx
    .selectFrom("statement")
    .innerJoin("published_report", "published_report.number", "statement.number")
    .select("published_report.status_index")
    .where("statement.kind", "=", name === "revocation" ? "withdraw" : "supersede")
    .where("published_report.status_index", ">=", within.from)
    .where("published_report.status_index", "<", within.to)
    .execute();
  const list = await signStatusList(
    {
      address: `${publicUrl}${pathOfStatusList(name, number)}`,
      issuerDid: keys.did,
      purpose: name === "revocation" ? "revocation" : "message",
      set: rows.map((row) => locateStatus(row.status_index).index),
      validFrom: now.toISOString(),
      validUntil: new Date(now.getTime() + STATUS_LIST_HOURS * 3_600_000).toISOString(),
    },
    keys.credential,
  );
  return canonicalJson(list);
}

async function holdsReport(tx: PublicTx, { from, to }: { from: number; to: number }): Promise<boolean> {
  const report = await tx
    .selectFrom("published_report")
    .select("number")
    .where("status_index", ">=", from)
    .where("status_index", "<", to)
    .limit(1)
    .executeTakeFirst();
  return report !== undefined;
}

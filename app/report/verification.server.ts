import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { IssuerIdentity } from "#app/log/keys/issuer-keys.server.ts";
import { readKeySet } from "#app/log/keys/key-set.server.ts";
import { proveStatement } from "#app/log/log.server.ts";
import type { AssuranceEvidence } from "#app/proof/check-assurance.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
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
import type { ReportLocale } from "./report-locale.ts";
import type { PublishedSummary } from "./report-publication.server.ts";

/** What the log may say of a report. */
export type ReportEventKind = LogStatement["type"];

/** One log entry about a report, with its details. */
export interface ReportStatement {
  kind: ReportEventKind;
  at: Date;
  logIndex: number;
  facts: Record<string, string>;
}

/** A report as anyone may read it. */
export interface PublishedReport {
  number: string;
  locale: ReportLocale;
  issuedAt: Date;
  inventorySha256: string;
  pdfSha256: string;
  pdfBytes: number;
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
    .select(["number", "locale", "issued_at", "expires_at", "inventory_sha256", "pdf_sha256", "credential", "summary"])
    .select("status_index")
    .select((select) => select.fn<number>("length", ["pdf"]).as("pdf_bytes"))
    .where("number", "=", number)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const history = await listReportStatements(tx, number);
  const kinds = history.map(({ kind }) => kind);
  const expiresAt = row.expires_at?.toISOString() ?? null;
  const state = stateOfReport(kinds, { expiresAt, now: now.toISOString() });
  return {
    number: row.number,
    locale: row.locale,
    issuedAt: row.issued_at,
    inventorySha256: row.inventory_sha256,
    pdfSha256: row.pdf_sha256,
    pdfBytes: row.pdf_bytes,
    credential: row.credential,
    summary: row.summary as PublishedSummary,
    history,
    // It is published with its entry, so here it is never only being issued.
    status: state === "issuing" || state === "issued" ? "current" : state,
    expiresAt: row.expires_at,
    statusList: locateStatus(row.status_index).list,
  };
}

export async function listReportStatements(tx: PublicTx | TenantTx, number: string): Promise<ReportStatement[]> {
  const rows = await tx.selectFrom("statement").selectAll().where("number", "=", number).orderBy("log_index").execute();
  return rows.map((row) => ({
    kind: row.kind as ReportEventKind,
    at: row.stated_at,
    logIndex: row.log_index,
    facts: row.facts as Record<string, string>,
  }));
}

/** Whether a number leads to a report that anyone may read. */
export async function isPublished(tx: PublicTx, number: string): Promise<boolean> {
  const row = await tx.selectFrom("published_report").select("number").where("number", "=", number).executeTakeFirst();
  return row !== undefined;
}

/** A report whose file or data package is the one that a reader has. */
interface HashCandidate {
  number: string;
  pdfSha256: string;
  inventorySha256: string;
}

/** Reports of which the file or the data package has this hash; who has not the file can't ask for it. */
export async function findByHash(tx: PublicTx, sha256: string): Promise<HashCandidate[]> {
  const rows = await tx
    .selectFrom("published_report")
    .select(["number", "pdf_sha256", "inventory_sha256"])
    .where((where) => where.or([where("pdf_sha256", "=", sha256), where("inventory_sha256", "=", sha256)]))
    .limit(200)
    .execute();
  return rows.map((row) => ({
    number: row.number,
    pdfSha256: row.pdf_sha256,
    inventorySha256: row.inventory_sha256,
  }));
}

/** The issued bytes. @throws AppError `not_found` */
export async function getPublishedFile(
  tx: PublicTx | TenantTx,
  number: string,
): Promise<{ pdf: Uint8Array; inventory: string; sha256: string }> {
  const row = await tx
    .selectFrom("published_report")
    .select(["pdf", "inventory", "pdf_sha256"])
    .where("number", "=", number)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return { pdf: row.pdf, inventory: row.inventory, sha256: row.pdf_sha256 };
}

/** Whether the issued file bears a seal; null until the report is published. */
export async function findSealed(tx: PublicTx | TenantTx, number: string): Promise<boolean | null> {
  const row = await tx
    .selectFrom("published_report")
    .select("credential")
    .where("number", "=", number)
    .executeTakeFirst();
  return row ? parseReportCredential(row.credential).facts.hashes.sealedPdf !== null : null;
}

/** The evidence about a report, as a bundle holds it and as the page fetches it. Everything is public. */
export interface Evidence {
  /** Canonical text. */
  credential: string;
  /** `.tlog-proof`; null in the second between issue and the next checkpoint. */
  tlogProof: string | null;
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
    keys: await readKeySet(tx, keys),
    statusLists: [
      await makeStatusList(tx, { keys, publicUrl }, { name: "revocation", list: report.statusList }, now),
      await makeStatusList(tx, { keys, publicUrl }, { name: "superseded", list: report.statusList }, now),
    ],
    assurance: await collectAssurance(tx, assuranceKeysOf(report)),
  };
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

import { createHash } from "node:crypto";
import { type Selectable, sql } from "kysely";
import { AppError } from "#app/errors.ts";
import type { Locale } from "#app/i18n/index.ts";
import { enqueue } from "#app/jobs/queue.server.ts";
import type { ReportFacts } from "#app/report/model.ts";
import { canonicalJson } from "#app/transparency/canonical-json.ts";
import { drawReportCode, formatReportNumber, hashReportNumber } from "#app/transparency/report-number.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import { type ChangeAuthor, recordChange } from "./audit-trail.server.ts";
import { type CalculationRun, getRun, isRunCurrent } from "./calculation.server.ts";
import { appendStatement } from "./log.server.ts";
import { getOrganization, type Organization } from "./organization.server.ts";
import { isApprovalRequired } from "./period-approval.server.ts";
import { collectReportFacts } from "./report-facts.server.ts";
import type { ReportStatements } from "./report-statements.ts";
import { countApproved } from "./review-map.server.ts";

/** A report as the organization sees it. Its state follows from the public statements about it. */
export interface Report {
  id: string;
  runId: string;
  number: string;
  locale: Locale;
  version: number;
  issuedAt: Date;
  state: "issuing" | "issued" | "superseded" | "withdrawn";
}

/** What stands in the way of issue; each is a message key with facts. Empty means that the report can be issued. */
export interface Blocker {
  code: string;
  facts: Record<string, string>;
}

/** Settings of the installation that a report prints. */
export interface Issuer {
  publicUrl: string;
  logOrigin: string;
}

type Author = ChangeAuthor & { organizationId: string };

/** What a report of this run would lack. The same check gates the page and the act of issuing. */
export async function listBlockers(tx: TenantTx, organizationId: string, run: CalculationRun): Promise<Blocker[]> {
  const organization = await getOrganization(tx, organizationId);
  const blockers: Blocker[] = missingDetails(organization).map((field) => ({
    code: "detail_missing",
    facts: { field },
  }));
  if (run.issueCount > 0) blockers.push({ code: "run_has_issues", facts: { count: String(run.issueCount) } });
  if (run.lineCount === 0) blockers.push({ code: "run_is_empty", facts: {} });
  const unapproved = await countUnapproved(tx, organizationId, run);
  if (unapproved > 0) blockers.push({ code: "records_not_approved", facts: { count: String(unapproved) } });
  if (!(await isRunCurrent(tx, organizationId, run))) blockers.push({ code: "data_changed_since_run", facts: {} });
  return blockers;
}

/** Where the organization reports from approved data only; else none stands in the way. */
async function countUnapproved(tx: TenantTx, organizationId: string, run: CalculationRun): Promise<number> {
  if (!(await isApprovalRequired(tx, organizationId))) return 0;
  const { approved, all } = await countApproved(tx, organizationId, run.document.period);
  return all - approved;
}

function missingDetails(organization: Organization): string[] {
  const { name, address, description, responsible } = organization;
  const required: Record<string, string> = {
    nameEn: name.en,
    nameZh: name.zh,
    legalId: organization.legalId,
    addressEn: address.en,
    addressZh: address.zh,
    descriptionEn: description.en,
    descriptionZh: description.zh,
    responsibleName: responsible.name,
    responsibleRole: responsible.role,
    responsibleContact: responsible.contact,
  };
  return Object.keys(required).filter((field) => required[field]!.trim() === "");
}

/**
 * Issues a report of a run: takes the next number of the series and freezes what the report states; a job renders,
 * signs and publishes it. A run of the same year with other figures becomes the next version and replaces the last.
 *
 * @param now time of issue, ISO 8601.
 * @returns the report and the job to watch, or what stands in the way.
 */
export async function issueReport(
  tx: TenantTx,
  author: Author,
  issuer: Issuer,
  request: { runId: string; locale: Locale; statements: ReportStatements; now: string },
): Promise<{ ok: true; reportId: string; jobId: string } | { ok: false; blockers: Blocker[] }> {
  const run = await getRun(tx, author.organizationId, request.runId);
  const blockers = await listBlockers(tx, author.organizationId, run);
  if (blockers.length > 0) return { ok: false, blockers };
  const year = Number(request.now.slice(0, 4));
  const serial = await nextSerial(tx, author.tenantId, year);
  const existing = await findReportOfRun(tx, run.id, request.locale);
  if (existing) throw new AppError("conflict", { details: { reason: "already_issued", number: existing.number } });
  const number = formatReportNumber({ year, serial, code: drawReportCode({ year, serial }) });
  const facts = await collectReportFacts(tx, {
    ...request,
    organizationId: author.organizationId,
    run,
    number,
    publicUrl: issuer.publicUrl,
  });
  const report = await tx
    .insertInto("report")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      run_id: run.id,
      year,
      serial,
      number,
      locale: request.locale,
      facts: JSON.stringify(facts),
      model_hash: createHash("sha256").update(canonicalJson(facts)).update(run.documentText).digest("hex"),
      issued_at: request.now,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: "report.issued",
    subject: "report",
    subjectId: report.id,
    after: { number, run: run.id, locale: request.locale },
  });
  const jobId = await enqueue(tx, "render-report", { ...author, subjectId: report.id });
  return { ok: true, reportId: report.id, jobId };
}

/** Gap-free: the counter row is locked by the transaction that uses the number, and a rollback takes both back. */
async function nextSerial(tx: TenantTx, tenantId: string, year: number): Promise<number> {
  const row = await tx
    .insertInto("report_series")
    .values({ tenant_id: tenantId, year, last_serial: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "year"])
        .doUpdateSet((set) => ({ last_serial: set("report_series.last_serial", "+", 1) })),
    )
    .returning("last_serial")
    .executeTakeFirstOrThrow();
  return row.last_serial;
}

async function findReportOfRun(tx: TenantTx, runId: string, locale: Locale) {
  return tx
    .selectFrom("report")
    .select("number")
    .where("run_id", "=", runId)
    .where("locale", "=", locale)
    .where("number", "not in", (not) =>
      not
        .selectFrom("statement")
        .select("statement.number")
        .where("kind", "=", "withdraw")
        .where("statement.number", "is not", null)
        .$castTo<{ number: string }>(),
    )
    .executeTakeFirst();
}

/** Withdraws an issued report, with a reason that everyone reads: a signed entry of the log. Nothing is deleted. */
export async function withdrawReport(
  tx: TenantTx,
  author: Author,
  issuer: Issuer,
  request: { reportId: string; reason: string; now: string },
): Promise<void> {
  const report = await getReport(tx, author.organizationId, request.reportId);
  if (report.state !== "issued" && report.state !== "superseded") {
    throw new AppError("conflict", { details: { reason: `report_${report.state}` } });
  }
  const salt = crypto.randomUUID();
  await appendStatement(tx, issuer.logOrigin, {
    entry: {
      type: "withdraw",
      id: await hashReportNumber(report.number),
      h_reason: createHash("sha256").update(`${salt}${request.reason}`).digest("hex"),
      ts: request.now,
    },
    number: report.number,
    facts: { reason: request.reason, salt },
  });
  await recordChange(tx, author, {
    action: "report.withdrawn",
    subject: "report",
    subjectId: report.id,
    before: { number: report.number, state: report.state },
    after: { number: report.number, state: "withdrawn", reason: request.reason },
  });
}

/** Reports, newest first; the next ones after a report. */
export async function listReports(
  tx: TenantTx,
  organizationId: string,
  page: { limit: number; after?: string | undefined } = { limit: 200 },
): Promise<Report[]> {
  const rows = await tx
    .selectFrom("report")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .$if(page.after !== undefined, (query) =>
      query.where(
        sql<boolean>`(issued_at, serial) < (select r.issued_at, r.serial from report r where r.id = ${page.after})`,
      ),
    )
    .orderBy("issued_at", "desc")
    .orderBy("serial", "desc")
    .limit(page.limit)
    .execute();
  const states = await statesOf(
    tx,
    rows.map((row) => row.number),
  );
  return rows.map((row) => toReport(row, states.get(row.number)));
}

/** @throws AppError `not_found` */
export async function getReport(tx: TenantTx, organizationId: string, reportId: string): Promise<Report> {
  const row = await tx
    .selectFrom("report")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", reportId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toReport(row, (await statesOf(tx, [row.number])).get(row.number));
}

/** The last word of the log about each number; a withdrawal outweighs the rest. */
async function statesOf(tx: TenantTx, numbers: string[]): Promise<Map<string, Report["state"]>> {
  const rows = await tx
    .selectFrom("statement")
    .select(["number", "kind"])
    .where("number", "in", ["", ...numbers])
    .orderBy("log_index")
    .execute();
  const states = new Map<string, Report["state"]>();
  for (const { number, kind } of rows) {
    if (!number || states.get(number) === "withdrawn") continue;
    states.set(number, kind === "withdraw" ? "withdrawn" : kind === "supersede" ? "superseded" : "issued");
  }
  return states;
}

function toReport(row: Selectable<Database["report"]>, state: Report["state"] | undefined): Report {
  return {
    id: row.id,
    runId: row.run_id,
    number: row.number,
    locale: row.locale,
    version: (row.facts as ReportFacts).version,
    issuedAt: row.issued_at,
    state: state ?? "issuing",
  };
}

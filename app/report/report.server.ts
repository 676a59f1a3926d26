import { createHash } from "node:crypto";
import { sql } from "kysely";
import { utcDay } from "#app/day/day.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { findLatestJob } from "#app/jobs/job.server.ts";
import { enqueue } from "#app/jobs/queue.server.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { endOfValidity, type ReportState, stateOfReport } from "#app/proof/report-life.ts";
import { drawReportCode, formatReportNumber } from "#app/proof/report-number.ts";
import { isApprovalRequired } from "#app/review/period-approval.server.ts";
import { countApproved } from "#app/review/review-map.server.ts";
import { getRun, isRunCurrent } from "#app/runs/calculation.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { getDisclosures } from "./disclosure/disclosure.server.ts";
import type { Judgement } from "./disclosure/judge.ts";
import { mayIssueIn } from "./disclosure/statements.ts";
import { lacksConfirmation } from "./release-rule.server.ts";
import { freezeChecklist, listMissing } from "./report-checklist.server.ts";
import { copyRun, storeCopy } from "./report-copy.server.ts";
import { describeReport } from "./report-description.server.ts";
import { collectReportFacts } from "./report-facts.server.ts";
import { listGateBlockers } from "./report-gate.server.ts";
import { listUnprinted, listUnprintedTexts } from "./report-glyphs.server.ts";
import { listNameBlockers } from "./report-names.server.ts";
import { findReportRun, type ReportableRun, reportRunOf } from "./report-run.server.ts";
import { resolveValidity } from "./report-validity.server.ts";
import type { WithholdChoice } from "./withhold-choice.ts";

/** A report as the organization sees it. Its state follows from the public statements about it. */
export interface Report {
  id: string;
  runId: string;
  number: string;
  /** Of its editions. */
  locales: ReportLocale[];
  version: number;
  period: { start: string; end: string };
  issuedAt: Date;
  /** The last day on which it holds, in UTC; null: until it is replaced or withdrawn. */
  validUntil: string | null;
  state: ReportState;
}

/** What prevents issue; each is a message key with facts. Empty means that the report can be issued. */
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
export async function listBlockers(tx: TenantTx, organizationId: string, run: ReportableRun): Promise<Blocker[]> {
  const judged = await findReportRun(tx, run);
  if (!judged) return findBlockers(tx, organizationId, run, null);
  const { description, judgements } = await describeReport(tx, organizationId, judged);
  const blockers = await findBlockers(tx, organizationId, run, judgements);
  return [
    ...blockers,
    ...(await listNameBlockers(tx, description, null)),
    ...listUnprinted(description, judged.document),
  ];
}

/** @param judgements null for a run that can't be judged (`findReportRun`) */
async function findBlockers(
  tx: TenantTx,
  organizationId: string,
  run: ReportableRun,
  judgements: Judgement[] | null,
): Promise<Blocker[]> {
  const blockers: Blocker[] = listMissing(judgements ?? []);
  if (run.issueCount > 0) blockers.push({ code: "run_has_issues", facts: { count: String(run.issueCount) } });
  if (run.lineCount === 0) blockers.push({ code: "run_is_empty", facts: {} });
  const unapproved = await countUnapproved(tx, organizationId, run);
  if (unapproved > 0) blockers.push({ code: "records_not_approved", facts: { count: String(unapproved) } });
  if (!(await isRunCurrent(tx, organizationId, run))) blockers.push({ code: "data_changed_since_run", facts: {} });
  return [...blockers, ...(await listGateBlockers(tx, run.inventoryId))];
}

/** Languages in which the texts of the report are not stated. */
export async function listLanguageBlockers(
  tx: TenantTx,
  { organizationId, inventoryId }: { organizationId: string; inventoryId: string },
  locales: readonly ReportLocale[],
): Promise<Blocker[]> {
  const { languages } = (await getDisclosures(tx, organizationId, inventoryId)).statements;
  return locales
    .filter((locale) => !mayIssueIn(languages, locale))
    .map((language) => ({ code: "language_not_stated", facts: { language } }));
}

/** Where the organization reports approved data only; otherwise nothing is blocked. */
async function countUnapproved(tx: TenantTx, organizationId: string, run: ReportableRun): Promise<number> {
  if (!(await isApprovalRequired(tx, organizationId))) return 0;
  const { period } = await getInventory(tx, organizationId, run.inventoryId);
  const { approved, all } = await countApproved(tx, organizationId, period);
  return all - approved;
}

/**
 * Issues a report of a run in its languages: takes the next number of the series and freezes what the report states; a
 * job renders, signs and publishes its editions. A further report of the year becomes the next version and supersedes the
 * last; of the same run only in a language that the last one does not have.
 *
 * @param request.now time of issue, ISO 8601.
 * @param request.validUntil last valid day, `YYYY-MM-DD` in UTC; null for none; if undefined, by the organization's
 * own rule.
 * @param request.withhold what to redact of confidential sources; nothing if undefined.
 * @returns the report and the job to watch, or the blockers.
 */
export async function issueReport(
  tx: TenantTx,
  author: Author,
  issuer: Issuer,
  request: {
    runId: string;
    locales: readonly ReportLocale[];
    now: string;
    validUntil?: string | null | undefined;
    withhold?: WithholdChoice | undefined;
  },
): Promise<{ ok: true; reportId: string; jobId: string } | { ok: false; blockers: Blocker[] }> {
  const run = await getRun(tx, author.organizationId, request.runId);
  const judged = reportRunOf(run);
  const { description, judgements } = await describeReport(tx, author.organizationId, judged, {
    authorId: author.userId,
    day: utcDay(new Date(request.now)),
  });
  const blockers = await findBlockers(tx, author.organizationId, run, judgements);
  blockers.push(...(await listNameBlockers(tx, description, author.userId)));
  blockers.push(...(await listLanguageBlockers(tx, { ...author, inventoryId: run.inventoryId }, request.locales)));
  if (await lacksConfirmation(tx, run.id, request.locales)) {
    blockers.push({ code: "release_not_confirmed", facts: {} });
  }
  if (run.issueCount === 0) blockers.push(...listUnprinted(description, judged.document));
  if (blockers.length > 0) return { ok: false, blockers };
  const validUntil = await resolveValidity(tx, author.organizationId, request);
  const copy = await copyRun(tx, author.organizationId, run, request.withhold ?? "nothing");
  const stated = {
    ...request,
    validUntil,
    organizationId: author.organizationId,
    authorId: author.userId,
    run: copy.run,
    description,
  };
  const collect = async (number: string | null) =>
    copy.redactFacts(await collectReportFacts(tx, { ...stated, number, publicUrl: issuer.publicUrl }));
  // A number is never reused: unprintable text must be known before there is one.
  const numberless = await collect(null);
  const unprinted = request.locales.flatMap((locale) => listUnprintedTexts(copy.run, numberless, locale));
  if (unprinted.length > 0) return { ok: false, blockers: unprinted };
  const year = Number(request.now.slice(0, 4));
  const serial = await nextSerial(tx, author.tenantId, year);
  const existing = await findReportOfRun(tx, run.id);
  if (existing && request.locales.every((locale) => existing.locales.includes(locale)))
    throw new AppError("conflict", { details: { reason: "already_issued", number: existing.number } });
  const number = formatReportNumber({ year, serial, code: drawReportCode({ year, serial }) });
  const facts = await collect(number);
  const report = await tx
    .insertInto("report")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      run_id: run.id,
      checklist_id: await freezeChecklist(tx, author, run, description),
      year,
      serial,
      number,
      locales: [...request.locales],
      facts: JSON.stringify(facts),
      model_hash: createHash("sha256").update(canonicalJson(facts)).update(copy.run.documentText).digest("hex"),
      issued_at: request.now,
      valid_until: validUntil,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: "report.issued",
    subject: "report",
    subjectId: report.id,
    after: { number, run: run.id, locales: request.locales, ...(validUntil ? { validUntil } : {}) },
  });
  await storeCopy(tx, author, report.id, copy);
  const jobId = await enqueue(tx, "render-report", { ...author, subjectId: report.id });
  return { ok: true, reportId: report.id, jobId };
}

/**
 * Retries the issue of a report after an error of ours; nothing changes where the job is retried automatically.
 *
 * @throws AppError `not_found`
 */
export async function retryIssue(tx: TenantTx, author: Author, reportId: string): Promise<void> {
  const report = await getReport(tx, author.organizationId, reportId);
  const job = await findLatestJob(tx, "render-report", report.id);
  if (report.state !== "issuing" || job?.state !== "failed") return;
  await enqueue(tx, "render-report", { ...author, subjectId: report.id });
  await recordChange(tx, author, {
    action: "report.retried",
    subject: "report",
    subjectId: report.id,
    after: { number: report.number },
  });
}

/** Whether the run has a current report. */
export async function isReported(tx: TenantTx, runId: string): Promise<boolean> {
  return (await findReportOfRun(tx, runId)) !== undefined;
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

/** The newest that is not withdrawn. */
async function findReportOfRun(tx: TenantTx, runId: string) {
  return tx
    .selectFrom("report")
    .select(["number", "locales"])
    .where("run_id", "=", runId)
    .where("number", "not in", (not) =>
      not
        .selectFrom("statement")
        .select("statement.number")
        .where("kind", "=", "withdraw")
        .where("statement.number", "is not", null)
        .$castTo<{ number: string }>(),
    )
    .orderBy("issued_at", "desc")
    .orderBy("serial", "desc")
    .executeTakeFirst();
}

/** Reports, newest first: all, or a page of them after a report. */
export async function listReports(
  tx: TenantTx,
  organizationId: string,
  page?: { limit: number; after?: string | undefined },
): Promise<Report[]> {
  const rows = await selectReports(tx, organizationId)
    .$if(page?.after !== undefined, (query) =>
      query.where(
        sql<boolean>`(p.issued_at, p.serial) < (select r.issued_at, r.serial from report r where r.id = ${page?.after})`,
      ),
    )
    .orderBy("p.issued_at", "desc")
    .orderBy("p.serial", "desc")
    .$if(page !== undefined, (query) => query.limit(page!.limit))
    .execute();
  return withStates(tx, rows);
}

function selectReports(tx: TenantTx, organizationId: string) {
  return tx
    .selectFrom("report as p")
    .innerJoin("calculation_run as c", "c.id", "p.run_id")
    .innerJoin("inventory as i", "i.id", "c.inventory_id")
    .select(["p.id", "p.run_id", "p.number", "p.locales", "p.issued_at", "p.valid_until"])
    .select(["i.period_start", "i.period_end", sql<number>`(p.facts ->> 'version')::int`.as("version")])
    .where("p.organization_id", "=", organizationId);
}

/** @throws AppError `not_found` */
export async function getReport(tx: TenantTx, organizationId: string, reportId: string): Promise<Report> {
  const row = await selectReports(tx, organizationId).where("p.id", "=", reportId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return (await withStates(tx, [row]))[0]!;
}

type ReportRow = Awaited<ReturnType<ReturnType<typeof selectReports>["execute"]>>[number];

/** The current status of each, by the log and the clock. */
async function withStates(tx: TenantTx, rows: ReportRow[]): Promise<Report[]> {
  const statements = await tx
    .selectFrom("statement")
    .select(["number", "kind"])
    .where("number", "in", ["", ...rows.map(({ number }) => number)])
    .orderBy("log_index")
    .execute();
  const now = new Date().toISOString();
  return rows.map((row) => {
    const kinds = statements.filter(({ number }) => number === row.number).map(({ kind }) => kind);
    const expiresAt = row.valid_until === null ? null : endOfValidity(row.valid_until);
    return {
      id: row.id,
      runId: row.run_id,
      number: row.number,
      locales: row.locales,
      version: row.version,
      period: { start: row.period_start, end: row.period_end },
      issuedAt: row.issued_at,
      validUntil: row.valid_until,
      state: stateOfReport(kinds, { expiresAt, now }),
    };
  });
}

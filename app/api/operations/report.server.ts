import type { z } from "zod";
import { AppError } from "#app/encoding/errors.ts";
import { isSha256Hex } from "#app/encoding/hex.ts";
import { REPORT_LOCALES } from "#app/encoding/report-locale.ts";
import { env } from "#app/environment/env.server.ts";
import { getJob } from "#app/jobs/job.server.ts";
import { getReport, issueReport, listReports, type Report as StoredReport } from "#app/report/report.server.ts";
import { readReportRecord } from "#app/report/report-record.server.ts";
import { listStandings, type ReportStanding } from "#app/report/report-standing.server.ts";
import { chooseLanguage, findByHash, getPublishedFile } from "#app/report/verification.server.ts";
import { requireReportNumber } from "#app/verify/report-number.ts";
import { instant } from "../answer.ts";
import { printCursor, readCursor } from "../cursor.ts";
import { API_ROOT, defineOperation } from "../operation.ts";
import { ApiProblem } from "../problem.ts";
import { SAMPLE } from "../sample.ts";
import { PageQuery } from "../schema/common.ts";
import {
  EditionQuery,
  HashCandidates,
  NewReport,
  Report,
  ReportPage,
  StandingQuery,
  Standings,
  StartedReport,
  Verification,
} from "../schema/inventory.ts";

const { organizationId, runId, reportId, number } = SAMPLE;
const REPORTS = "/organizations/{organizationId}/reports";

const issueTheReport = defineOperation<Record<string, never>, z.output<typeof NewReport>>({
  id: "issueReport",
  noun: "report",
  method: "POST",
  path: REPORTS,
  door: "organization",
  scope: "reports:issue",
  body: NewReport,
  answer: { status: 202, schema: StartedReport },
  problems: ["conflict"],
  example: {
    params: { organizationId },
    headers: { "Idempotency-Key": '"report of 2025"' },
    body: { runId, languages: ["en", "zh"] },
  },
  async handle(tx, { actor, body, issuer, now }) {
    const { runId, languages, validUntil } = body;
    const locales = REPORT_LOCALES.filter((locale) => languages.includes(locale));
    const result = await issueReport(tx, actor, issuer, { runId, locales, now: now.toISOString(), validUntil });
    if (!result.ok) {
      throw new ApiProblem("conflict", {
        errors: result.blockers.map(({ code, facts }) => ({ code, facts })),
        facts: { reason: "report_blocked" },
      });
    }
    const job = await getJob(tx, actor.organizationId, result.jobId);
    const headers = { Location: `${API_ROOT}/organizations/${actor.organizationId}/reports/${result.reportId}` };
    return { value: { reportId: result.reportId, job }, headers };
  },
});

const listTheReports = defineOperation<z.output<typeof PageQuery>>({
  id: "listReports",
  noun: "report",
  method: "GET",
  path: REPORTS,
  door: "organization",
  scope: "read",
  query: PageQuery,
  answer: { status: 200, schema: ReportPage },
  example: { params: { organizationId } },
  async handle(tx, { actor, query: { limit, cursor } }) {
    const after = readCursor("reports", cursor);
    if (after !== undefined) await getReport(tx, actor.organizationId, after);
    const found = await listReports(tx, actor.organizationId, { limit: limit + 1, after });
    const items = found.slice(0, limit);
    const next = found.length > limit ? printCursor("reports", items.at(-1)!.id) : null;
    return { value: { items: items.map(showReport), next } };
  },
});

const getTheReport = defineOperation({
  id: "getReport",
  noun: "report",
  method: "GET",
  path: `${REPORTS}/{reportId}`,
  door: "organization",
  scope: "read",
  answer: { status: 200, schema: Report },
  example: { params: { organizationId, reportId } },
  async handle(tx, { actor, params }) {
    return { value: showReport(await getReport(tx, actor.organizationId, params.reportId!)) };
  },
});

const getTheFile = defineOperation<z.output<typeof EditionQuery>>({
  id: "getReportFile",
  noun: "report",
  method: "GET",
  path: `${REPORTS}/{reportId}/pdf`,
  door: "organization",
  scope: "read",
  query: EditionQuery,
  answer: { status: 200, type: "application/pdf" },
  problems: ["conflict"],
  example: { params: { organizationId, reportId } },
  async handle(tx, { actor, params, query }) {
    const report = await getReport(tx, actor.organizationId, params.reportId!);
    if (report.state === "issuing") {
      throw new ApiProblem("conflict", { facts: { reason: "report_issuing" }, headers: { "Retry-After": "1" } });
    }
    const language = await chooseLanguage(tx, report.number, query.language ?? null);
    const { pdf, sha256 } = await getPublishedFile(tx, { number: report.number, language });
    const disposition = `attachment; filename="${report.number}-${language}.pdf"`;
    const headers = { ETag: `"${sha256}"`, "Content-Disposition": disposition };
    return { bytes: { content: pdf, type: "application/pdf" }, headers };
  },
});

function showReport({ locales, issuedAt, ...report }: StoredReport) {
  return {
    ...report,
    languages: locales,
    issuedAt: instant(issuedAt),
    verification: `${env().publicUrl}/verify/${report.number}`,
  };
}

const verifyTheReport = defineOperation({
  id: "verifyReport",
  noun: "verification",
  method: "GET",
  path: "/verification/{number}",
  door: "public",
  answer: { status: 200, schema: Verification },
  example: { params: { number } },
  async handle(tx, { params, now, keys }) {
    const { publicUrl } = env();
    const number = requireReportNumber(params.number);
    const { report, verification, issuerProofs } = await readReportRecord(tx, { keys, publicUrl }, number, now);
    const { summary } = report;
    const page = `${publicUrl}/verify/${number}`;
    return {
      value: {
        ...summary,
        issuerProofs,
        number,
        status: report.status,
        verdict: verification.verdict,
        checks: verification.checks.map(({ id: check, outcome }) => ({ check, outcome })),
        issuedAt: instant(report.issuedAt),
        expiresAt: report.expiresAt && instant(report.expiresAt),
        scope1Kg: summary.byScope["1"],
        scope2Kg: summary.byScope["2"],
        scope3Kg: summary.byScope["3"],
        inventorySha256: report.inventorySha256,
        history: report.history.map(({ kind, at, logIndex, facts }) => ({
          kind,
          at: instant(at),
          logIndex,
          successor: facts.by ?? null,
          reason: kind === "withdraw" ? (facts.reason ?? null) : null,
        })),
        page,
        files: report.editions.map((edition) => ({
          ...edition,
          pdf: `${page}/report.pdf?language=${edition.language}`,
        })),
        evidence: `${page}/evidence.json`,
      },
    };
  },
});

const findTheReports = defineOperation({
  id: "findReportsByHash",
  noun: "verification",
  method: "GET",
  path: "/verification/by-hash/{sha256}",
  door: "public",
  answer: { status: 200, schema: HashCandidates },
  example: { params: { sha256: SAMPLE.sha256 } },
  async handle(tx, { params }) {
    if (!isSha256Hex(params.sha256)) throw new AppError("not_found");
    return { value: { items: await findByHash(tx, params.sha256) } };
  },
});

const listTheStandings = defineOperation<z.output<typeof StandingQuery>>({
  id: "listStandings",
  noun: "verification",
  method: "GET",
  path: "/verification",
  door: "public",
  query: StandingQuery,
  lookUps: ({ numbers }) => numbers.length,
  answer: { status: 200, schema: Standings },
  example: { query: { numbers: number } },
  async handle(tx, { query, now }) {
    const standings = await listStandings(tx, query.numbers, now);
    return { value: { asOf: instant(now), items: standings.map(showStanding) } };
  },
});

function showStanding(standing: ReportStanding) {
  const unknown = {
    number: null,
    organization: null,
    issuer: null,
    issuerProofs: null,
    assurance: null,
    period: null,
    standards: [],
  };
  const noFigures = { co2eKg: null, co2eKgMarketBased: null, intensity: null, successor: null, changedAt: null };
  const page = "number" in standing ? `${env().publicUrl}/verify/${standing.number}` : null;
  return { ...unknown, ...noFigures, ...standing, page };
}

export const REPORT_OPERATIONS = [
  issueTheReport,
  listTheReports,
  getTheReport,
  getTheFile,
  verifyTheReport,
  findTheReports,
  listTheStandings,
];

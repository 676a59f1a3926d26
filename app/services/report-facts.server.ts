import { createHash } from "node:crypto";
import type { Locale } from "#app/i18n/index.ts";
import type { BaseYear, ReportFacts, Revision } from "#app/report/model.ts";
import type { TenantTx } from "#db/doors.ts";
import { findBaseYear } from "./base-year.server.ts";
import { type CalculationRun, getRun } from "./calculation.server.ts";
import { listFacilities } from "./facility.server.ts";
import { getOrganization } from "./organization.server.ts";
import type { ReportStatements } from "./report-statements.ts";

/** The standards a report is built to; edition is data. */
export const STANDARDS = [
  { name: "ISO 14064-1", edition: "2018" },
  { name: "GHG Protocol Corporate Standard", edition: "2004" },
];

interface FactsRequest {
  organizationId: string;
  run: CalculationRun;
  locale: Locale;
  statements: ReportStatements;
  /** null for a draft. */
  number: string | null;
  publicUrl: string;
  now: string;
}

/** Collects what a report states beside its calculation, from the organization and from earlier reports. */
export async function collectReportFacts(tx: TenantTx, request: FactsRequest): Promise<ReportFacts> {
  const { run, statements, publicUrl } = request;
  const organization = await getOrganization(tx, request.organizationId);
  const facilities = await listFacilities(tx, request.organizationId);
  const earlier = await listEarlierReports(tx, request.organizationId, request.locale);
  const sameYear = earlier.filter((report) => report.inventoryId === run.inventoryId);
  const versions = [...new Map(sameYear.map((report) => [report.runId, report])).values()];
  const name = textOf(organization.name);
  return {
    number: request.number,
    version: versions.filter((report) => report.runId !== run.id).length + 1,
    issuedAt: request.now,
    issuer: name,
    organization: {
      legalName: name,
      legalId: organization.legalId,
      address: textOf(organization.address),
      description: textOf(organization.description),
    },
    responsible: {
      name: both(organization.responsible.name),
      role: both(organization.responsible.role),
      contact: organization.responsible.contact,
    },
    standards: STANDARDS,
    boundary: {
      description: statements.boundary,
      significance: statements.significance,
      facilities: facilities.map(({ name: facilityName, country, gridRegion, consolidationShare }, index) => ({
        id: `f${index + 1}`,
        name: textOf(facilityName),
        country,
        gridRegion,
        share: consolidationShare,
      })),
    },
    exclusions: statements.exclusions,
    baseYear: (await statedBaseYear(tx, request.organizationId, { run, earlier })) ?? baseYearOf(earlier, run),
    verifyUrl: `${publicUrl}/verify/${request.number ?? ""}`,
    publicHost: new URL(publicUrl).host,
    inventoryHash: createHash("sha256").update(run.documentText).digest("hex"),
    assurance: { status: "not_verified" },
    methodologyNotes: [],
    selectionPolicy: run.document.policy?.text ?? [],
    previousVersions: versions.filter((report) => report.runId !== run.id).map(toRevision),
    previousReport: null,
  };
}

interface EarlierReport {
  runId: string;
  inventoryId: string;
  number: string;
  issuedAt: Date;
  version: number;
  periodStart: string;
  co2eKg: string | null;
}

async function listEarlierReports(tx: TenantTx, organizationId: string, locale: Locale): Promise<EarlierReport[]> {
  const rows = await tx
    .selectFrom("report")
    .innerJoin("calculation_run", "calculation_run.id", "report.run_id")
    .innerJoin("inventory", "inventory.id", "calculation_run.inventory_id")
    .select(["report.run_id", "report.number", "report.issued_at", "report.facts", "calculation_run.inventory_id"])
    .select(["inventory.period_start", "calculation_run.co2e_kg"])
    .where("report.organization_id", "=", organizationId)
    .where("report.locale", "=", locale)
    .orderBy("report.issued_at")
    .execute();
  return rows.map((row) => ({
    runId: row.run_id,
    inventoryId: row.inventory_id,
    number: row.number,
    issuedAt: row.issued_at,
    version: (row.facts as ReportFacts).version,
    periodStart: row.period_start,
    co2eKg: row.co2e_kg,
  }));
}

/** The base year as the organization stated it, with what was decided about it; null where none is stated. */
async function statedBaseYear(
  tx: TenantTx,
  organizationId: string,
  { run, earlier }: { run: CalculationRun; earlier: EarlierReport[] },
): Promise<BaseYear | null> {
  const state = await findBaseYear(tx, organizationId);
  if (!state) return null;
  const reference = await getRun(tx, organizationId, state.referenceRunId);
  const isFirst = !earlier.some(({ periodStart }) => periodStart < run.document.period.start);
  if (reference.inventoryId === run.inventoryId && isFirst) return { isFirstYear: true };
  const restated = state.decisions.find(({ restatedRunId }) => restatedRunId === reference.id);
  return {
    isFirstYear: false,
    year: reference.document.period.start.slice(0, 4),
    co2eKg: reference.co2eKg!,
    recalculation: restated ? both(restated.reason) : null,
    thresholdPercent: state.policy.thresholdPercent,
  };
}

/** Without a statement the base year is the first one that was reported; until there is an earlier one, this is the first year. */
function baseYearOf(earlier: EarlierReport[], run: CalculationRun): BaseYear {
  const start = run.document.period.start;
  const [first] = earlier
    .filter((report) => report.periodStart < start && report.co2eKg !== null)
    .sort((a, b) => (a.periodStart < b.periodStart ? -1 : 1));
  if (!first) return { isFirstYear: true };
  return { isFirstYear: false, year: first.periodStart.slice(0, 4), co2eKg: first.co2eKg!, recalculation: null };
}

function toRevision(report: EarlierReport): Revision {
  return { version: report.version, issuedAt: report.issuedAt.toISOString(), number: report.number };
}

function textOf(name: { en: string; zh: string }) {
  return { ...(name.en ? { en: name.en } : {}), ...(name.zh ? { zh: name.zh } : {}) };
}

/** A person's name is one text for both languages. */
function both(text: string) {
  return { en: text, zh: text };
}

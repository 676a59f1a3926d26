import { sql } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { LocalText } from "#app/i18n/local-text.ts";
import { getPlaces } from "#app/runs/calculation.server.ts";
import { findJudged } from "#app/runs/judged-run.server.ts";
import { loadRun } from "#app/runs/run-comparison.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type ComparedDocument, compareApproaches } from "./disclosure/compare-approaches.ts";
import { message } from "./disclosure/finding.ts";
import { sayInBoth } from "./disclosure/say.ts";
import type { StatedText } from "./disclosure/statements.ts";
import type { PreviousReport } from "./model.ts";
import type { ReportRun } from "./report-run.server.ts";

/** A report that was issued and not withdrawn. */
export interface IssuedReport {
  id: string;
  number: string;
  runId: string;
  period: Period;
  co2eKg: string;
  co2eKgMarketBased: string;
  /** By what it divides its totals. Null if it states no such number. */
  intensity: { per: LocalText; quantity: string } | null;
}

/** Newest first, whatever their language. */
export async function listIssuedReports(tx: TenantTx, organizationId: string): Promise<IssuedReport[]> {
  const rows = await tx
    .selectFrom("report")
    .innerJoin("calculation_run", "calculation_run.id", "report.run_id")
    .innerJoin("inventory", "inventory.id", "calculation_run.inventory_id")
    .select(["report.id", "report.number", "report.run_id", "inventory.period_start", "inventory.period_end"])
    .select(["co2e_kg", "co2e_kg_market_based"])
    .select(sql<IssuedReport["intensity"]>`report.facts->'intensity'`.as("intensity"))
    .where("report.organization_id", "=", organizationId)
    .where("co2e_kg", "is not", null)
    .where("report.number", "not in", (not) =>
      not
        .selectFrom("statement")
        .select("statement.number")
        .where("kind", "=", "withdraw")
        .where("statement.number", "is not", null)
        .$castTo<{ number: string }>(),
    )
    .orderBy("report.issued_at", "desc")
    .orderBy("report.serial", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    runId: row.run_id,
    period: { start: row.period_start, end: row.period_end },
    co2eKg: row.co2e_kg!,
    co2eKgMarketBased: row.co2e_kg_market_based!,
    intensity: row.intensity,
  }));
}

/**
 * The last issued report of the nearest earlier period, with what changed in the approaches since: sentences in both
 * languages that follow from comparing both documents. Null where no earlier period was reported.
 */
export async function findPreviousReport(
  tx: TenantTx,
  organizationId: string,
  run: ReportRun,
): Promise<PreviousReport | null> {
  const earlier = (await listIssuedReports(tx, organizationId)).filter(
    ({ period }) => period.start < run.document.period.start,
  );
  const nearest = earlier
    .map(({ period }) => period.start)
    .sort()
    .at(-1);
  const previous = earlier.find(({ period }) => period.start === nearest);
  if (!previous) return null;
  const changes = await compareRuns(tx, organizationId, { before: previous.runId, after: run.id });
  const { number, period, co2eKg, co2eKgMarketBased } = previous;
  return {
    number,
    period,
    co2eKg,
    co2eKgMarketBased,
    changes: changes.length > 0 ? changes : [sayInBoth("changes", message("none", { number }))],
  };
}

/** What changed in the approaches from one run to another, in both languages; empty where nothing did. */
export async function compareRuns(
  tx: TenantTx,
  organizationId: string,
  runs: { before: string; after: string },
): Promise<StatedText[]> {
  const before = await loadApproaches(tx, organizationId, runs.before);
  const after = await loadApproaches(tx, organizationId, runs.after);
  return compareApproaches(before, after).map((change) => sayInBoth("changes", change));
}

/** As it was kept to be judged; where it was not, out of the whole document. */
async function loadApproaches(tx: TenantTx, organizationId: string, runId: string): Promise<ComparedDocument> {
  const kept = await findJudged(tx, runId);
  if (!kept) return (await loadRun(tx, organizationId, runId)).side;
  const { sources, facilities } = await getPlaces(tx, runId);
  return {
    document: kept.judged.document,
    keys: {
      source: ({ emissionSource = "" }) => sources[emissionSource]!,
      facility: ({ facility }) => facilities[facility]!,
    },
  };
}

import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { ResultTotals } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { CalculationRun } from "#app/runs/calculation.server.ts";
import type { Places } from "#app/runs/inventory-document.server.ts";
import { findJudged, type KeptJudged } from "#app/runs/judged-run.server.ts";
import { type JudgedActivity, type JudgedDocument, type JudgedRun, judgedRunOf } from "#app/runs/judged-run-shape.ts";
import type { TenantTx } from "#db/doors.ts";

/** Facts about a run that may become a report, without its document. */
export interface ReportableRun
  extends Pick<
    CalculationRun,
    "id" | "inventoryId" | "places" | "issueCount" | "lineCount" | "createdAt" | "co2eKg" | "co2eKgMarketBased"
  > {}

/** What a report of a run is judged by. */
export interface ReportRun {
  id: string;
  inventoryId: string;
  document: JudgedDocument;
  /** Null where it has issues, and so no totals. */
  judged: JudgedRun | null;
  totals: ResultTotals | null;
  /** An activity of each emission source, by the source's id. */
  sources: Map<string, SourceActivity>;
  /** The ids of the facilities, by their numbers in the document. */
  facilities: Record<string, string>;
  /** SHA-256 of its document, in hexadecimal digits. */
  hashDocument(tx: TenantTx): Promise<string>;
}

export type SourceActivity = Pick<JudgedActivity, "description" | "category"> & { key: string };

/** @throws AppError `not_found` */
export async function getReportableRun(tx: TenantTx, organizationId: string, runId: string): Promise<ReportableRun> {
  const row = await selectReportable(tx, organizationId).where("id", "=", runId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toReportable(row);
}

/** The newest run of an inventory. */
export async function latestReportableRun(
  tx: TenantTx,
  organizationId: string,
  inventoryId: string,
): Promise<ReportableRun | null> {
  const row = await selectReportable(tx, organizationId)
    .where("inventory_id", "=", inventoryId)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? toReportable(row) : null;
}

/** A run as it was kept to be judged; null of a run with issues, where there is nothing to judge. */
export async function findReportRun(tx: TenantTx, run: ReportableRun): Promise<ReportRun | null> {
  if (run.issueCount > 0) return null;
  const kept = await findJudged(tx, run.id);
  if (!kept) throw new Error(`what the checklist of the run ${run.id} asks is not stored`);
  return keptRun(run, kept);
}

/** A run with its document, as it is judged. */
export function reportRunOf(run: CalculationRun): ReportRun {
  const { id, inventoryId, document, documentText } = run;
  const totals = document.results?.totals ?? null;
  return {
    id,
    inventoryId,
    document,
    totals,
    judged: totals && judgedRunOf(document),
    sources: sourcesOf(document, run.places),
    facilities: run.places.facilities,
    hashDocument: async () => createHash("sha256").update(documentText).digest("hex"),
  };
}

function keptRun({ id, inventoryId, places }: ReportableRun, { judged, totals }: KeptJudged): ReportRun {
  const { document } = judged;
  return {
    id,
    inventoryId,
    document,
    judged,
    totals,
    sources: sourcesOf(document, places),
    facilities: places.facilities,
    hashDocument: (tx) => hashStored(tx, id),
  };
}

/** By the database: to carry a large text here only to hash it takes longer. */
export async function hashStored(tx: TenantTx, runId: string): Promise<string> {
  const { hash } = await tx
    .selectFrom("calculation_run")
    .select(sql<string>`encode(sha256(convert_to(document, 'UTF8')), 'hex')`.as("hash"))
    .where("id", "=", runId)
    .executeTakeFirstOrThrow();
  return hash;
}

/** The first activity of each source, by the id of the source. */
function sourcesOf({ activities }: JudgedDocument, { sources }: Places): Map<string, SourceActivity> {
  const named = new Map<string, SourceActivity>();
  for (const activity of activities) {
    const { emissionSource: key = "" } = activity;
    const sourceId = sources[key];
    if (sourceId && !named.has(sourceId)) named.set(sourceId, { ...activity, key });
  }
  return named;
}

function selectReportable(tx: TenantTx, organizationId: string) {
  return tx
    .selectFrom("calculation_run")
    .select(["id", "inventory_id", "issue_count", "line_count", "places", "created_at"])
    .select(["co2e_kg", "co2e_kg_market_based"])
    .where("organization_id", "=", organizationId);
}

function toReportable(row: {
  id: string;
  inventory_id: string;
  issue_count: number;
  line_count: number;
  places: Places;
  created_at: Date;
  co2e_kg: string | null;
  co2e_kg_market_based: string | null;
}): ReportableRun {
  return {
    id: row.id,
    inventoryId: row.inventory_id,
    issueCount: row.issue_count,
    lineCount: row.line_count,
    places: row.places,
    createdAt: row.created_at,
    co2eKg: row.co2e_kg,
    co2eKgMarketBased: row.co2e_kg_market_based,
  };
}

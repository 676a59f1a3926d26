import { createHash } from "node:crypto";
import { freezeIssuerProofs } from "#app/identity/freeze-proofs.server.ts";
import type { CalculationRun } from "#app/runs/calculation.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ReportFacts, Revision } from "./model.ts";
import { compareRuns } from "./previous-report.server.ts";
import { describeReport, type ReportDescription } from "./report-description.server.ts";
import { reportRunOf } from "./report-run.server.ts";

interface FactsRequest {
  organizationId: string;
  run: CalculationRun;
  /** Where it is known already; else it is read. */
  description?: ReportDescription;
  /** The person who issues it. */
  authorId: string;
  /** null for a draft. */
  number: string | null;
  publicUrl: string;
  now: string;
  /** The last day on which the report holds. */
  validUntil?: string | null | undefined;
}

/** What a report states besides its calculation: its description, and what its number, version and time add. */
export async function collectReportFacts(tx: TenantTx, request: FactsRequest): Promise<ReportFacts> {
  const { run, publicUrl } = request;
  const description =
    request.description ??
    (await describeReport(tx, request.organizationId, reportRunOf(run), { authorId: request.authorId })).description;
  const previous = await listVersions(tx, run.inventoryId);
  const { host } = new URL(publicUrl);
  const named = { authorId: request.authorId, issuer: description.issuer, house: description.brand?.name };
  return {
    ...description,
    issuerProofs: await freezeIssuerProofs(tx, named, { host, now: new Date(request.now) }),
    number: request.number,
    version: previous.length + 1,
    issuedAt: request.now,
    ...(request.validUntil ? { validUntil: request.validUntil } : {}),
    verifyUrl: `${publicUrl}/verify/${request.number ?? ""}`,
    publicHost: host,
    inventoryHash: createHash("sha256").update(run.documentText).digest("hex"),
    previousVersions: await describeRevisions(tx, request.organizationId, { previous, runId: run.id }),
  };
}

interface IssuedVersion {
  runId: string;
  number: string;
  issuedAt: Date;
  version: number;
  co2eKg: string | null;
}

/** Every report of an inventory, oldest first. */
async function listVersions(tx: TenantTx, inventoryId: string): Promise<IssuedVersion[]> {
  const rows = await tx
    .selectFrom("report")
    .innerJoin("calculation_run", "calculation_run.id", "report.run_id")
    .select(["report.run_id", "report.number", "report.issued_at", "report.facts", "co2e_kg"])
    .where("calculation_run.inventory_id", "=", inventoryId)
    .orderBy("report.issued_at")
    .orderBy("report.serial")
    .execute();
  return rows.map((row) => ({
    runId: row.run_id,
    number: row.number,
    issuedAt: row.issued_at,
    version: (row.facts as ReportFacts).version,
    co2eKg: row.co2e_kg,
  }));
}

/** Each earlier version with its total and with what changed in the approaches to the one after it. */
async function describeRevisions(
  tx: TenantTx,
  organizationId: string,
  { previous, runId }: { previous: IssuedVersion[]; runId: string },
): Promise<Revision[]> {
  const revisions: Revision[] = [];
  for (const [index, report] of previous.entries()) {
    const after = previous[index + 1]?.runId ?? runId;
    revisions.push({
      version: report.version,
      issuedAt: report.issuedAt.toISOString(),
      number: report.number,
      ...(report.co2eKg === null ? {} : { co2eKg: report.co2eKg }),
      changesAfter: await compareRuns(tx, organizationId, { before: report.runId, after }),
    });
  }
  return revisions;
}

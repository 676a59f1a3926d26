import { createHash } from "node:crypto";
import { type Actor, requireId } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getReport, type Report } from "#app/report/report.server.ts";
import { assessDrift, loadDrifts, type ReportDrift } from "./drift.server.ts";

/**
 * A report and what newer editions would change in it, calculated outside the transaction that reads it.
 *
 * @throws AppError `not_found`
 */
export async function loadReportDrift(
  actor: Actor,
  reportId: string | undefined,
): Promise<{ report: Report; drift: ReportDrift; runHash: string }> {
  const { withTenant } = await doors();
  const id = requireId(reportId);
  const { report, inputs } = await withTenant(actor, async (tx) => ({
    report: await getReport(tx, actor.organizationId, id),
    inputs: await loadDrifts(tx, actor.organizationId, { reportId: id, isAsked: true }),
  }));
  const [own] = inputs;
  if (!own) throw new AppError("not_found");
  return { report, drift: assessDrift(own), runHash: createHash("sha256").update(own.run.documentText).digest("hex") };
}

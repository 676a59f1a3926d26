import { NO_LONGER_AUTHORISED } from "#app/access/standing.server.ts";
import { PROCESS_DIED } from "#app/jobs/job.server.ts";
import type { ExportState, ExportView } from "./export-section.tsx";
import { EXPORT_CANCELLED, type ExportStanding, isAtWork } from "./tenant-export.server.ts";

/** Data of the export section. */
export function viewExports({ job, ready }: ExportStanding, tenantId: string): ExportView {
  return { base: `/tenants/${tenantId}/data`, state: stateOf(job), job, ready };
}

function stateOf(job: ExportStanding["job"]): ExportState {
  if (job === null) return "none";
  if (isAtWork(job)) return job.state === "queued" ? "queued" : "running";
  if (job.failure === EXPORT_CANCELLED) return "cancelled";
  if (job.failure === PROCESS_DIED) return "givenUp";
  return job.failure === NO_LONGER_AUTHORISED ? "unauthorised" : "failed";
}

import { doors, env } from "#app/doors.server.ts";
import { evidenceRoom } from "#app/evidence.server.ts";
import { issuerKeys } from "#app/issuer.server.ts";
import { performCommit } from "#app/services/activity-import/commit-import.server.ts";
import { performCheck } from "#app/services/activity-import/import-check.server.ts";
import { sweepDraft } from "#app/services/activity-import/remove-draft.server.ts";
import { performRun } from "#app/services/calculation-run.server.ts";
import { performIssue } from "#app/services/report-publication.server.ts";
import { performTenantExport } from "#app/services/tenant-export.server.ts";
import type { Doors } from "#db/doors.ts";
import { doAuthorised } from "./authorise.server.ts";
import type { JobKind, JobPayload } from "./queue.server.ts";

const HANDLERS: Record<JobKind, (doors: Doors, payload: JobPayload) => Promise<void>> = {
  "calculate-run": performRun,
  "render-report": async (doors, payload) => performIssue(doors, await issuerKeys(), env().publicUrl, payload),
  "check-import": async (doors, payload) => performCheck(doors, await evidenceRoom(), payload),
  "commit-import": performCommit,
  "sweep-import": async (doors, payload) => sweepDraft(doors, await evidenceRoom(), payload),
  "export-tenant": async (doors, payload) => performTenantExport(doors, await evidenceRoom(), payload),
};

/** Does a job in this process. */
export async function performJob(kind: JobKind, payload: JobPayload): Promise<void> {
  await doAuthorised(await doors(), kind, payload, (guarded) => HANDLERS[kind](guarded, payload));
}

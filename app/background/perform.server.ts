import { performTenantExport } from "#app/custody/tenant-export.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { performDomainCheck } from "#app/identity/domain-check.server.ts";
import type { JobKind, JobPayload } from "#app/jobs/queue.server.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { performCommit } from "#app/records/import/commit-import.server.ts";
import { performCheck } from "#app/records/import/import-check.server.ts";
import { sweepDraft } from "#app/records/import/remove-draft.server.ts";
import { performIssue } from "#app/report/report-publication.server.ts";
import { performRun } from "#app/runs/calculation-run.server.ts";
import type { Doors } from "#db/doors.ts";
import { doAuthorised } from "./authorise.server.ts";

const HANDLERS: Record<JobKind, (doors: Doors, payload: JobPayload) => Promise<void>> = {
  "calculate-run": performRun,
  "render-report": async (doors, payload) =>
    performIssue(doors, { keys: await issuerKeys(), publicUrl: env().publicUrl }, payload),
  "check-import": async (doors, payload) => performCheck(doors, await evidenceRoom(), payload),
  "commit-import": performCommit,
  "sweep-import": async (doors, payload) => sweepDraft(doors, await evidenceRoom(), payload),
  "export-tenant": async (doors, payload) => performTenantExport(doors, await evidenceRoom(), payload),
  "check-domain": (doors, payload) => performDomainCheck(doors, env().domainProof, payload),
};

export async function performJob(kind: JobKind, payload: JobPayload): Promise<void> {
  await doAuthorised(await doors(), kind, payload, (guarded) => HANDLERS[kind](guarded, payload));
}

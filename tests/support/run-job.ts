import { randomUUID } from "node:crypto";
import type { JobPayload } from "#app/jobs/queue.server.ts";
import type { Doors } from "#db/doors.ts";
import type { OwnTenant } from "./own-tenant.ts";

/** Adds the row of a run's job without queueing it, so that no worker performs it. Tests call `performRun`. */
export async function addRunJob(
  doors: Doors,
  { ids }: OwnTenant,
  { state = "queued", ...counts }: { state?: "queued" | "running"; done_count?: number; total_count?: number } = {},
): Promise<JobPayload> {
  const who = { tenantId: ids.tenantId!, userId: "test" };
  const jobId = randomUUID();
  await doors.withTenant(who, async (tx) => {
    await tx
      .insertInto("job")
      .values({
        tenant_id: who.tenantId,
        id: jobId,
        organization_id: ids.organizationId!,
        kind: "calculate-run",
        subject_id: ids.inventoryId!,
        state,
        total_count: null,
        failure: null,
        created_by: "test",
        ...counts,
      })
      .execute();
  });
  return { ...who, jobId };
}

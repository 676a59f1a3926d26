import { sql } from "kysely";
import type { Messages } from "#app/i18n/index.ts";
import type { GroupOfRecords } from "#app/review/review-map.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { RunHead } from "./calculation.server.ts";
import { IS_NEWER_EDITION } from "./run-library.server.ts";

/**
 * Actions on the inputs of a run's figures, other than its records. Files are part of its document and change no
 * figure.
 */
const ACTS: readonly (keyof Messages["auditTrail"]["acts"])[] = [
  "organization.changed",
  "facility.added",
  "facility.changed",
  "facility.removed",
  "emission_source.added",
  "emission_source.changed",
  "emission_source.removed",
  "factor_policy.stated",
  "vintage_window.stated",
  "own_factor.approved",
  "own_factor.withdrawn",
];

/**
 * Whether any input of a run's figures was written since it was requested: enough to recommend a new calculation,
 * with a few look-ups. A change that was reverted counts too; only `isRunCurrent`, which may read everything, finds
 * that the result would be the same.
 *
 * @param groups of the records that lie in the period
 */
export async function wereInputsWritten(
  tx: TenantTx,
  organizationId: string,
  run: Pick<RunHead, "id" | "createdAt" | "issueCount" | "lineCount">,
  groups: readonly Pick<GroupOfRecords, "count" | "newestAt">[],
): Promise<boolean> {
  const job = await tx.selectFrom("job").select("created_at").where("id", "=", run.id).executeTakeFirst();
  const since = job?.created_at ?? run.createdAt;
  if (groups.some(({ newestAt }) => newestAt > since)) return true;
  const recordCount = groups.reduce((sum, { count }) => sum + count, 0);
  // A record that was deleted or moved to another year is in no group; a run without issues has a line for each.
  if (run.issueCount === 0 && run.lineCount !== recordCount) return true;
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select 1 from audit_trail t where t.organization_id = ${organizationId}
        and t.action = any(${ACTS}::text[])
        and t.sequence > coalesce((select e.sequence from audit_trail e where e.at <= ${since} order by e.at desc limit 1), 0)
    ) or exists (select 1 from factor_dataset d, calculation_run c where c.id = ${run.id} and ${IS_NEWER_EDITION}) as found`.execute(
    tx,
  );
  return rows[0]!.found;
}

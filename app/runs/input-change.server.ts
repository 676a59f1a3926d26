import { sql } from "kysely";
import type { Messages } from "#app/i18n/index.ts";
import type { GroupOfRecords } from "#app/review/review-map.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { RunHead } from "./calculation.server.ts";
import { IS_NEWER_EDITION } from "./run-library.server.ts";

/** Acts on what the figures of a run come of, beside its records. Files are part of its document and change no figure. */
const ACTS: readonly (keyof Messages["auditTrail"]["acts"])[] = [
  "organization.changed",
  "facility.added",
  "facility.changed",
  "facility.removed",
  "emission_source.added",
  "emission_source.changed",
  "emission_source.removed",
  "factor_policy.stated",
  "own_factor.approved",
  "own_factor.withdrawn",
];

/**
 * Whether anything that the figures of a run come of was written since it was asked for: enough to say that it should be
 * calculated again, by a few look-ups. What was changed and put back counts too; only `isRunCurrent`, which may
 * read everything, tells that nothing would come out otherwise.
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

import { sql } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";

/**
 * So many records the document of a run has each by itself. Of more, those of one kind are one line of it: it is as long as they
 * are different.
 */
export const MOST_WHOLE_RECORDS = 50_000;

/** How many records are in a period, from the kept counts. */
export async function countActivities(tx: TenantTx, organizationId: string, period: Period): Promise<number> {
  const { count } = await tx
    .selectFrom("activity_count")
    .select(sql<number>`coalesce(sum(records), 0)::int`.as("count"))
    .where("organization_id", "=", organizationId)
    .where("period_start", ">=", period.start)
    .where("period_end", "<=", period.end)
    .executeTakeFirstOrThrow();
  return count;
}

/** Whether the document of a run of a period would be condensed. */
export async function isPeriodLarge(
  tx: TenantTx,
  organizationId: string,
  period: Period,
  most = MOST_WHOLE_RECORDS,
): Promise<boolean> {
  return (await countActivities(tx, organizationId, period)) > most;
}

/** @throws AppError `conflict` where a document would have more records than may be read at once */
export function refuseLarge(records: number): void {
  if (records > MOST_WHOLE_RECORDS) throw tooLarge(records);
}

/** It names how many there are, and how many there may be. */
function tooLarge(records: number): AppError {
  return new AppError("conflict", { details: { reason: "run_too_large", records, limit: MOST_WHOLE_RECORDS } });
}

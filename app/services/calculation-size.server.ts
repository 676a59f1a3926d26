import type { Period } from "#app/carbon/inventory-document.ts";
import { AppError } from "#app/errors.ts";
import type { TenantTx } from "#db/doors.ts";

/**
 * So many records a document may have that is read as a whole: by reports, comparisons and verifiers. A larger run is
 * calculated and kept in pieces; its views, lines and checklist can be seen and its document downloaded, and nothing else.
 */
export const MOST_WHOLE_RECORDS = 50_000;

/** How many records stand in a period. */
export async function countActivities(tx: TenantTx, organizationId: string, period: Period): Promise<number> {
  const { count } = await tx
    .selectFrom("current_activity_record")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("organization_id", "=", organizationId)
    .where("period_start", ">=", period.start)
    .where("period_end", "<=", period.end)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether a run of a period would be too large to be read as a whole; records are counted no further than that takes. */
export async function isPeriodLarge(
  tx: TenantTx,
  organizationId: string,
  period: Period,
  most = MOST_WHOLE_RECORDS,
): Promise<boolean> {
  const found = tx
    .selectFrom("current_activity_record")
    .select("record_id")
    .where("organization_id", "=", organizationId)
    .where("period_start", ">=", period.start)
    .where("period_end", "<=", period.end)
    .limit(most + 1);
  const { count } = await tx
    .selectFrom(found.as("found"))
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count) > most;
}

/** @throws AppError `conflict` where a document would have more records than may be read at once */
export function refuseLarge(records: number): void {
  if (records > MOST_WHOLE_RECORDS) throw tooLarge(records);
}

/** Why something can't be done with a run: it names how many records there are, and how many there may be. */
export function tooLarge(records: number): AppError {
  return new AppError("conflict", { details: { reason: "run_too_large", records, limit: MOST_WHOLE_RECORDS } });
}

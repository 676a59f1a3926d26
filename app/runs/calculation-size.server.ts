import { sql } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";

/**
 * How many records a page may collect to tell what a new run would be made of. Of a larger inventory, a run that may differ from
 * that counts as one that does.
 */
export const MOST_COLLECTED = 50_000;

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

/** Whether a period has more records than are collected while a page waits. */
export async function isPeriodLarge(
  tx: TenantTx,
  organizationId: string,
  period: Period,
  most = MOST_COLLECTED,
): Promise<boolean> {
  return (await countActivities(tx, organizationId, period)) > most;
}

/** @throws AppError `conflict` where there are more */
export function refuseLarge(records: number): void {
  if (records > MOST_COLLECTED) throw tooLarge(records);
}

/** It names how many there are, and how many there may be. */
function tooLarge(records: number): AppError {
  return new AppError("conflict", { details: { reason: "run_too_large", records, limit: MOST_COLLECTED } });
}

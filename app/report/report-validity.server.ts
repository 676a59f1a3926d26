import { utcDay } from "#app/day/day.ts";
import { AppError } from "#app/encoding/errors.ts";
import { addMonths, isDayInReach, LONGEST_VALIDITY_MONTHS } from "#app/proof/report-life.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** For how many months a new report holds by the organization's own rule; null: until it is replaced or withdrawn. */
export async function getValidityMonths(tx: TenantTx, organizationId: string): Promise<number | null> {
  const row = await tx
    .selectFrom("organization")
    .select("report_validity_months")
    .where("id", "=", organizationId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return row.report_validity_months;
}

/** States the rule for reports issued from now on. @param months null for none. @throws AppError `invalid` */
export async function setValidityMonths(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  months: number | null,
): Promise<void> {
  const before = await getValidityMonths(tx, author.organizationId);
  if (months === before) return;
  if (months !== null && !(Number.isInteger(months) && months >= 1 && months <= LONGEST_VALIDITY_MONTHS)) {
    throw new AppError("invalid", { details: { reason: "validity_months" } });
  }
  await tx
    .updateTable("organization")
    .set({ report_validity_months: months })
    .where("id", "=", author.organizationId)
    .execute();
  await recordChange(tx, author, {
    action: "organization.report_validity_stated",
    subject: "organization",
    subjectId: author.organizationId,
    before: { validityMonths: before },
    after: { validityMonths: months },
  });
}

/**
 * The last day on which a report holds that is issued now: as chosen, or by the organization's rule. Days are those of UTC, for a reader anywhere must see it end at the same moment.
 *
 * @throws AppError `invalid` for a day that is over, or further away than the longest validity
 */
export async function resolveValidity(
  tx: TenantTx,
  organizationId: string,
  { validUntil, now }: { validUntil?: string | null | undefined; now: string },
): Promise<string | null> {
  const today = utcDay(new Date(now));
  if (validUntil === undefined) {
    const months = await getValidityMonths(tx, organizationId);
    return months === null ? null : addMonths(today, months);
  }
  if (validUntil === null) return null;
  if (!isDayInReach(validUntil, today)) throw new AppError("invalid", { details: { reason: "validity_day" } });
  return validUntil;
}
